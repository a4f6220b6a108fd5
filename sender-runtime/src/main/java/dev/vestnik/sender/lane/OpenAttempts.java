package dev.vestnik.sender.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open attempts of this process, by token: those whose end is not committed yet. When a partition comes back after a failure, an
 * opening in its attempts topic that is found here is not in doubt: this process knows, or will know, its outcome.
 */
final class OpenAttempts {
    /** The time, from the answer, within which a partition comes back after a failure. */
    private static final long FORGET_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Long, OpenAttempt> byToken = new HashMap<>();

    void add(OpenAttempt openAttempt) {
        byToken.put(openAttempt.token(), openAttempt);
    }

    Optional<OpenAttempt> byToken(long token) {
        return Optional.ofNullable(byToken.get(token));
    }

    void forget(OpenAttempt openAttempt) {
        byToken.remove(openAttempt.token());
    }

    /** Forgets attempts that ended long ago and whose partitions did not come back. */
    void forgetLost(long now) {
        byToken.values().removeIf(openAttempt -> !openAttempt.isOwned() && openAttempt.endedNanos(now) > FORGET_NANOS);
    }

    /** Counts the attempts without an answer in partitions that this process owns. */
    int inFlight() {
        return (int) byToken.values().stream()
                .filter(openAttempt -> openAttempt.outcome() == null && openAttempt.isOwned())
                .count();
    }

    /** The open attempts of records in these ledgers. */
    List<OpenAttempt> of(Collection<PartitionLedger> ledgers) {
        return byToken.values().stream()
                .filter(openAttempt -> openAttempt.isOwned()
                        && ledgers.contains(openAttempt.pending().ledger()))
                .toList();
    }
}
