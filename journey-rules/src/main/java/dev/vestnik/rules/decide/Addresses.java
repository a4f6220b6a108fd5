package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.reason.SuppressReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses at which a customer can be reached, and those at which no more. */
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
        return is(state, suppression.channel(), suppression.address());
    }

    /** Whether the address with this hash is the customer's now. */
    static boolean is(CustomerState state, Channel channel, long hash) {
        String address = of(state, channel);
        return address != null && Ids.hash(address) == hash;
    }

    /** A stop of the address that the customer has now; null for none. */
    static Reach.@Nullable Stop stop(CustomerState state, Channel channel) {
        String address = state.reach().stops().isEmpty() ? null : of(state, channel);
        return address == null ? null : state.reach().stop(channel, Ids.hash(address));
    }

    /** True where that was not known. */
    static boolean suppress(Turn turn, Channel channel, long hash, String code, Instant at) {
        List<Suppression> known = turn.state().suppressions();
        if (known.stream().anyMatch(one -> one.channel() == channel && one.address() == hash)) {
            return false;
        }
        List<Suppression> all = StateBounds.with(turn, known, new Suppression(channel, hash, code, at));
        turn.become(turn.state().withSuppressions(all));
        suppressed(turn, channel, code);
        return true;
    }

    /** Says that an address of the customer takes nothing any more. */
    static void suppressed(Turn turn, Channel channel, String code) {
        turn.record(
                Outcome.SUPPRESSED,
                SuppressReason.DEAD_ADDRESS,
                null,
                null,
                List.of(),
                Map.of("channel", channel.label(), "code", code));
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
