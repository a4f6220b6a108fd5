package dev.vestnik.push;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.Busy.Scope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives one outcome from those of all devices of a customer.
 *
 * <p>The message is for the customer, not for a device, so one device that took it is enough. When none did, a lost answer leaves the
 * message in doubt, because that device may be showing it. Without a lost answer, a device that was not reached, or whose platform was
 * busy, makes the message not sent; the next attempt goes to all devices again, and those that refused will refuse once more. With refusals
 * only, a temporary one counts before the permanent ones.
 */
final class FanOut {

    /** A device, named by its token or endpoint, with its outcome. */
    record TokenOutcome(String token, DeviceOutcome outcome) {
        static String token(Content.Target target) {
            return switch (target) {
                case Content.Device device -> device.token();
                case Content.Browser browser -> browser.endpoint();
            };
        }
    }

    private FanOut() {}

    static Outcome outcome(List<TokenOutcome> outcomes) {
        List<DeadToken> dead = outcomes.stream().flatMap(FanOut::dead).toList();
        List<DeviceOutcome.Taken> taken = only(outcomes, DeviceOutcome.Taken.class);
        if (!taken.isEmpty()) {
            List<String> ids = taken.stream()
                    .map(DeviceOutcome.Taken::id)
                    .filter(Objects::nonNull)
                    .toList();
            return new Outcome.Accepted(ids, null, dead, null);
        }
        for (DeviceOutcome.Lost lost : only(outcomes, DeviceOutcome.Lost.class)) {
            return new Outcome.Unknown(lost.cause());
        }
        Outcome unsent = unsent(outcomes);
        return unsent == null ? refusal(outcomes, dead) : unsent;
    }

    /** A busy gateway counts first, then an absent one, then a busy device; null when there is none of them. */
    private static @Nullable Outcome unsent(List<TokenOutcome> outcomes) {
        Outcome.Busy busy = only(outcomes, DeviceOutcome.Busy.class).stream()
                .map(one -> new Outcome.Busy(one.code(), one.scope(), one.retryAfter()))
                .min(Comparator.comparing(Outcome.Busy::scope)
                        .thenComparing(FanOut::wait, Comparator.nullsLast(Comparator.reverseOrder())))
                .orElse(null);
        if (busy != null && busy.scope() == Scope.GATEWAY) {
            return busy;
        }
        return only(outcomes, DeviceOutcome.NotSent.class).stream()
                .map(one -> (Outcome) new Outcome.NotSent(one.cause()))
                .findFirst()
                .orElse(busy);
    }

    private static @Nullable Duration wait(Outcome.Busy busy) {
        return busy.retryAfter();
    }

    private static Outcome refusal(List<TokenOutcome> outcomes, List<DeadToken> dead) {
        List<DeviceOutcome.Refused> refused = only(outcomes, DeviceOutcome.Refused.class);
        DeviceOutcome.Refused first = refused.stream()
                .min((a, b) -> Boolean.compare(isPermanent(a), isPermanent(b)))
                .orElse(null);
        if (first != null) {
            return new Outcome.Rejected(first.kind(), first.code(), Outcome.AddressState.USABLE, dead, null);
        }
        String code = only(outcomes, DeviceOutcome.Gone.class).stream()
                .map(DeviceOutcome.Gone::code)
                .findFirst()
                .orElse("no-device");
        return new Outcome.Rejected(FailureKind.permanent, code, Outcome.AddressState.USABLE, dead, null);
    }

    private static Stream<DeadToken> dead(TokenOutcome one) {
        return one.outcome() instanceof DeviceOutcome.Gone gone
                ? Stream.of(new DeadToken(one.token(), gone.since()))
                : Stream.empty();
    }

    private static boolean isPermanent(DeviceOutcome.Refused refused) {
        return refused.kind() == FailureKind.permanent;
    }

    private static <T extends DeviceOutcome> List<T> only(List<TokenOutcome> outcomes, Class<T> kind) {
        return outcomes.stream()
                .map(TokenOutcome::outcome)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
