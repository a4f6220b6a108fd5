package dev.vestnik.push;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.Busy.Scope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives one outcome from those of all devices, or of all platforms, of a customer. Pure.
 *
 * <p>The message is for the customer, not for a device, so one device that took it is enough. When none did, a lost answer leaves the
 * message in doubt, because that device may be showing it. Without a lost answer, a device that was not reached, or whose platform was
 * busy, makes the message not sent; the next attempt goes to all devices again, and those that refused will refuse once more. With refusals
 * only, a temporary one counts before the permanent ones.
 */
final class FanOut {
    private FanOut() {}

    static Outcome outcome(List<Outcome> parts) {
        List<Outcome.Accepted> taken = only(parts, Outcome.Accepted.class);
        if (!taken.isEmpty()) {
            List<String> ids =
                    taken.stream().flatMap(one -> one.providerIds().stream()).toList();
            return new Outcome.Accepted(ids, null, dead(parts), null);
        }
        for (Outcome.Unknown lost : only(parts, Outcome.Unknown.class)) {
            return lost;
        }
        Outcome unsent = unsent(parts);
        return unsent == null ? refusal(parts) : unsent;
    }

    /**
     * Derives the outcome of a message to several platforms. Each platform's own gateway has learned from its part already, and other
     * customers have other platforms. So a part that was not sent makes this customer wait, and nobody else.
     */
    static Outcome outcomeOfPlatforms(List<Outcome> parts) {
        Outcome all = outcome(parts);
        return switch (all) {
            case Outcome.Busy busy when busy.scope() == Scope.HELD -> busy;
            case Outcome.Busy busy -> new Outcome.Busy(busy.code(), Scope.ADDRESS, shortestWait(parts));
            case Outcome.NotSent(var cause) -> Outcome.addressBusy(cause);
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.Unknown _ -> all;
        };
    }

    /** The time until the first platform may take the message; null where one that was not reached does not say. */
    private static @Nullable Duration shortestWait(List<Outcome> parts) {
        List<Outcome.Busy> busy = only(parts, Outcome.Busy.class);
        List<Duration> waits = busy.stream()
                .flatMap(part -> Stream.ofNullable(part.retryAfter()))
                .toList();
        boolean allSay = waits.size() == busy.size()
                && only(parts, Outcome.NotSent.class).isEmpty();
        return allSay ? waits.stream().min(Comparator.naturalOrder()).orElse(null) : null;
    }

    /** A busy gateway counts first, with the longest wait it asked for, then an absent one, then a busy device; null without any. */
    private static @Nullable Outcome unsent(List<Outcome> parts) {
        Outcome.Busy busy = only(parts, Outcome.Busy.class).stream()
                .min(Comparator.comparing(Outcome.Busy::scope)
                        .thenComparing(Outcome.Busy::retryAfter, Comparator.nullsLast(Comparator.reverseOrder())))
                .orElse(null);
        if (busy != null && busy.scope() == Scope.GATEWAY) {
            return busy;
        }
        for (Outcome.NotSent notSent : only(parts, Outcome.NotSent.class)) {
            return notSent;
        }
        return busy != null && busy.scope() == Scope.HELD ? held(busy, parts) : busy;
    }

    /** A device that was left alone beside one that refused: the provider was asked after all. */
    private static Outcome held(Outcome.Busy held, List<Outcome> parts) {
        boolean asked = parts.stream().anyMatch(part -> !(part instanceof Outcome.Busy));
        return asked ? new Outcome.Busy(held.code(), Scope.ADDRESS, held.retryAfter()) : held;
    }

    private static Outcome refusal(List<Outcome> parts) {
        Outcome.Rejected first = only(parts, Outcome.Rejected.class).stream()
                .min(Comparator.comparing((Outcome.Rejected one) -> one.kind() == FailureKind.permanent)
                        .thenComparing(one -> !one.deadTokens().isEmpty()))
                .orElse(null);
        return first == null
                ? Outcome.permanent("no-device")
                : new Outcome.Rejected(first.kind(), first.code(), first.address(), dead(parts), first.retryAt());
    }

    private static List<DeadToken> dead(List<Outcome> parts) {
        return parts.stream()
                .flatMap(part -> switch (part) {
                    case Outcome.Accepted accepted -> accepted.deadTokens().stream();
                    case Outcome.Rejected rejected -> rejected.deadTokens().stream();
                    case Outcome.Busy _, Outcome.NotSent _, Outcome.Unknown _ -> Stream.<DeadToken>empty();
                })
                .toList();
    }

    private static <T extends Outcome> List<T> only(List<Outcome> parts, Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
