package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The changes that one Kafka transaction of a lane commits: messages that end, attempts that begin or are withdrawn. */
final class LaneTransaction {

    /** The change of one pending record. */
    sealed interface Change {
        PendingRecord pending();

        AttemptEntry entry();
    }

    /** @param openAttempt the attempt that got the answer; null when no gateway was asked */
    record End(
            PendingRecord pending,
            LaneMessage message,
            MessageOutcome outcome,
            @Nullable OpenAttempt openAttempt) implements Change {
        @Override
        public AttemptEntry entry() {
            return new Closed(pending.offset(), message.attempt());
        }
    }

    record Begin(PendingRecord pending, OpenAttempt openAttempt) implements Change {
        @Override
        public AttemptEntry entry() {
            Attempt attempt = openAttempt.message().attempt();
            return new Opened(
                    pending.offset(),
                    attempt,
                    new Opening(openAttempt.token(), pending.doubts(), openAttempt.account()));
        }
    }

    /**
     * Withdraws an attempt. A message that was in doubt before is in doubt again, as often as before and at the same gateway: the next owner
     * counts the opening that it finds as one more.
     */
    record Withdraw(PendingRecord pending, OpenAttempt openAttempt) implements Change {
        @Override
        public AttemptEntry entry() {
            Attempt attempt = openAttempt.message().attempt();
            if (pending.isKeyed()) {
                return doubted(attempt, pending.doubts(), pending.keyedAt());
            }
            return pending.doubts() == 0
                    ? new Withdrawn(pending.offset(), attempt)
                    : doubted(attempt, pending.doubts() - 1, pending.doubtedAt());
        }

        private AttemptEntry doubted(Attempt attempt, int before, @Nullable GatewayAccount at) {
            GatewayAccount asked = Objects.requireNonNullElse(at, openAttempt.account());
            return new Opened(pending.offset(), attempt, new Opening(Opening.NOBODYS, before, asked));
        }
    }

    /** @param end the message's end with its receipt but without closing records; null when the record is no readable message */
    record SetAside(
            PendingRecord pending,
            PoisonException poison,
            @Nullable End end) implements Change {
        @Override
        public AttemptEntry entry() {
            return end == null ? new Closed(pending.offset(), AttemptEntry.NONE) : end.entry();
        }
    }

    private final List<Change> changes = new ArrayList<>();
    private final Set<PartitionLedger> ledgers = new LinkedHashSet<>();
    private final List<OpenAttempt> lookUps = new ArrayList<>();
    private final List<ClosingRecord> kept = new ArrayList<>();

    void add(Change change) {
        changes.add(change);
        ledgers.add(change.pending().ledger());
        if (change instanceof End || change instanceof SetAside) {
            change.pending().done(true);
        }
    }

    /** Replaces each change by one that can be written. */
    void replaceChanges(UnaryOperator<Change> writable) {
        changes.replaceAll(writable);
    }

    /** Adds the closing records of an attempt in doubt, of whose message the provider may know parts. */
    void keep(PartitionLedger ledger, List<ClosingRecord> records) {
        if (!records.isEmpty()) {
            kept.addAll(records);
            ledgers.add(ledger);
        }
    }

    List<ClosingRecord> kept() {
        return kept;
    }

    /** Adds a partition of which only the offset is committed. */
    void touch(PartitionLedger ledger) {
        ledgers.add(ledger);
    }

    /** Adds an attempt in doubt about which the provider is asked; the question needs no commit. */
    void lookUp(OpenAttempt openAttempt) {
        lookUps.add(openAttempt);
    }

    List<OpenAttempt> lookUps() {
        return lookUps;
    }

    /** Whether there is nothing to commit. */
    boolean isEmpty() {
        return ledgers.isEmpty();
    }

    List<Change> changes() {
        return changes;
    }

    /** The attempts that begin with the commit, each with a permit. */
    List<OpenAttempt> beginning() {
        return changes.stream()
                .filter(Begin.class::isInstance)
                .map(change -> ((Begin) change).openAttempt())
                .toList();
    }

    Set<PartitionLedger> ledgers() {
        return ledgers;
    }

    Map<PartitionLedger, List<AttemptEntry>> entries() {
        Map<PartitionLedger, List<AttemptEntry>> entries = new LinkedHashMap<>();
        changes.forEach(change -> entries.computeIfAbsent(change.pending().ledger(), _ -> new ArrayList<>())
                .add(change.entry()));
        return entries;
    }
}
