package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Suppression;
import org.jspecify.annotations.Nullable;

/** Where a customer can be reached, and where no more. */
final class Addresses {
    private static final int LONGEST_EMAIL = 254;

    private Addresses() {}

    /** The address of a channel; null where it is not known. Push has devices instead. */
    static @Nullable String of(CustomerState state, Channel channel) {
        return switch (channel) {
            case SMS -> state.profile().phone();
            case EMAIL -> state.profile().email();
            case PUSH -> null;
        };
    }

    /**
     * Whether it can be one: a phone in E.164, something@somewhere. The door over HTTP checks more; what a shop writes to Kafka itself has
     * passed no door.
     */
    static boolean canBe(Channel channel, String address) {
        return switch (channel) {
            case SMS -> isPhone(address);
            case EMAIL -> isEmail(address);
            case PUSH -> true;
        };
    }

    private static boolean isPhone(String address) {
        return address.length() >= 8
                && address.length() <= 16
                && address.charAt(0) == '+'
                && address.charAt(1) != '0'
                && address.chars().skip(1).allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static boolean isEmail(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.length() <= LONGEST_EMAIL
                && address.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    static long hash(Effect.Content content) {
        return switch (content) {
            case Effect.Content.Sms sms -> Ids.hash(sms.to());
            case Effect.Content.Email email -> Ids.hash(email.to());
            case Effect.Content.Push push -> 0;
        };
    }

    static @Nullable Suppression suppression(CustomerState state, Channel channel, String address) {
        if (state.suppressions().isEmpty()) {
            return null;
        }
        long hash = Ids.hash(address);
        for (Suppression suppression : state.suppressions()) {
            if (suppression.channel() == channel && suppression.address() == hash) {
                return suppression;
            }
        }
        return null;
    }
}
