package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Suppression;
import org.jspecify.annotations.Nullable;

/** Where a customer can be reached, and where no more. */
final class Addresses {
    private Addresses() {}

    /** The address of a channel; null where it is not known. Push has devices instead. */
    static @Nullable String of(CustomerState state, Channel channel) {
        return switch (channel) {
            case SMS -> state.profile().phone();
            case EMAIL -> state.profile().email();
            case PUSH -> null;
        };
    }

    static long hash(Effect.Content content) {
        return switch (content) {
            case Effect.Content.Sms sms -> Ids.hash(sms.to());
            case Effect.Content.Email email -> Ids.hash(email.to());
            case Effect.Content.Push push -> 0;
        };
    }

    /** Whether a suppression is of an address that the customer has now. */
    static boolean isCurrent(CustomerState state, Suppression suppression) {
        String address = of(state, suppression.channel());
        return address != null && Ids.hash(address) == suppression.address();
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
