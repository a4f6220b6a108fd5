package dev.vestnik.sender.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every sending of this process whose end is not committed yet, by token. When a partition comes back after a failure, an opening
 * in its attempts that is found here is not in doubt: this process knows, or will know, what became of it.
 */
final class KnownSendings {
    private static final long FORGET_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Long, Sending> byToken = new HashMap<>();

    void add(Sending sending) {
        byToken.put(sending.token(), sending);
    }

    Optional<Sending> byToken(long token) {
        return Optional.ofNullable(byToken.get(token));
    }

    void forget(Sending sending) {
        byToken.remove(sending.token());
    }

    /** Forgets what ended long ago for partitions that did not come back. */
    void forgetLost() {
        byToken.values()
                .removeIf(sending ->
                        sending.outcome() != null && !sending.isOwned() && sending.ageNanos() > FORGET_NANOS);
    }

    /** Those that are on their way for partitions that this process owns. */
    int inFlight() {
        return (int) byToken.values().stream()
                .filter(sending -> sending.outcome() == null && sending.isOwned())
                .count();
    }

    /** Those of records in these ledgers. */
    List<Sending> of(Collection<PartitionLedger> ledgers) {
        return byToken.values().stream()
                .filter(sending ->
                        sending.isOwned() && ledgers.contains(sending.tracked().ledger()))
                .toList();
    }
}
