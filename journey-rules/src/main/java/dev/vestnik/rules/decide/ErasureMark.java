package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mark that an erasure leaves among the hashes of events: its time, and nothing of the customer. Topics keep what is older until its
 * time is over; whoever reads them for people tells nothing from before the mark.
 */
public final class ErasureMark {
    private static final long FINGERPRINT = Event.fingerprint("/vestnik/erasure", ProfileRules.ERASED);

    /** Longer than topics keep what is said of customers, which is 90 days and until a segment is full. */
    private static final Duration KEPT = Duration.ofDays(120);

    private ErasureMark() {}

    /** Marks an erasure that is decided now. Kafka's clock may be ahead of ours: the later of both counts. */
    static void set(Turn turn) {
        Instant recorded = turn.cause().causedAt();
        Instant at = recorded.isAfter(turn.now()) ? recorded : turn.now();
        turn.become(without(turn.state()));
        Housekeeping.remember(
                turn, new Seen(FINGERPRINT, at.truncatedTo(ChronoUnit.MILLIS).plus(KEPT)));
    }

    /** The state without the mark, which is about its key. */
    static CustomerState without(CustomerState state) {
        return state.withSeen(state.seen().stream()
                .filter(seen -> seen.fingerprint() != FINGERPRINT)
                .toList());
    }

    /** The rest of the state of a key that has nothing any more: the mark, where there is one. */
    public static CustomerState alone(CustomerState state) {
        return CustomerState.NEW
                .withTimelineNext(state.timelineNext())
                .withSeen(state.seen().stream()
                        .filter(seen -> seen.fingerprint() == FINGERPRINT)
                        .toList());
    }

    /** The time of the last erasure; null where there was none for a long time. */
    public static @Nullable Instant of(CustomerState state) {
        return state.seen().stream()
                .filter(seen -> seen.fingerprint() == FINGERPRINT)
                .flatMap(seen -> Stream.of(seen.until().minus(KEPT)))
                .max(Instant::compareTo)
                .orElse(null);
    }
}
