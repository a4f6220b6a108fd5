package dev.vestnik.sender.lane;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.lane.LaneTransaction.Begin;
import dev.vestnik.sender.lane.LaneTransaction.Change;
import dev.vestnik.sender.lane.LaneTransaction.End;
import dev.vestnik.sender.lane.LaneTransaction.SetAside;
import dev.vestnik.sender.lane.LaneTransaction.Withdraw;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits a lane transaction and then carries it out, or takes it back when the group is being rebalanced. */
final class TransactionCommit {
    private static final Logger log = LoggerFactory.getLogger(TransactionCommit.class);
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final LaneContext context;
    private final LaneMemory memory;
    private final TransactionWriter writer;
    private final LaneQueue queue;

    TransactionCommit(LaneContext context, LaneMemory memory, TransactionWriter writer, LaneQueue queue) {
        this.context = context;
        this.memory = memory;
        this.writer = writer;
        this.queue = queue;
    }

    /** Commits; false when the group is being rebalanced, and everything is as it was before the transaction. */
    boolean commit(LaneTransaction transaction, Supplier<ConsumerGroupMetadata> group) {
        if (transaction.isEmpty()) {
            return true;
        }
        long startBy = System.nanoTime() + context.settings().sessionTimeout().toNanos() / 2;
        boolean committed;
        boolean known = false;
        try {
            transaction.beginning().forEach(memory.openAttempts()::add);
            committed = writer.commit(transaction, group.get());
            known = true;
        } finally {
            if (!known) {
                transaction.beginning().forEach(OpenAttempt::neverRun);
            }
        }
        if (committed) {
            apply(transaction, startBy);
        } else {
            log.info(
                    "lane={} transaction=undone reason=rebalance changes={}",
                    context.lane(),
                    transaction.changes().size());
            transaction.changes().reversed().forEach(this::undo);
        }
        return committed;
    }

    /**
     * Carries the changes out; marks each attempt that an error keeps from beginning as never run, for the next session to begin it again.
     */
    private void apply(LaneTransaction transaction, long startBy) {
        Deque<Change> left = new ArrayDeque<>(transaction.changes());
        try {
            while (!left.isEmpty()) {
                apply(left.getFirst(), startBy);
                left.removeFirst();
            }
        } finally {
            left.stream()
                    .filter(Begin.class::isInstance)
                    .forEach(change -> ((Begin) change).openAttempt().neverRun());
        }
    }

    private void apply(Change change, long startBy) {
        switch (change) {
            case Begin(PendingRecord pending, OpenAttempt openAttempt) -> {
                pending.openAttempt(openAttempt);
                pending.opened(context.clock().instant(), openAttempt.account());
                memory.begun(pending);
                openAttempt
                        .ready(startBy, context.clock(), memory.finished()::add)
                        .with(context.environment().tracking());
                memory.executor().execute(context.traced(openAttempt));
            }
            case Withdraw(PendingRecord pending, OpenAttempt openAttempt) -> {
                memory.openAttempts().forget(openAttempt);
                pending.openAttempt(null);
                pending.withdrawn();
                wait(pending, openAttempt);
            }
            case End end -> ended(end);
            case SetAside(PendingRecord pending, PoisonException poison, End end) -> {
                log.warn(
                        "lane={} partition={} offset={} dead-letter={}",
                        context.lane(),
                        pending.ledger().partition().partition(),
                        pending.offset(),
                        poison.reason());
                context.metrics().deadLetter(context.lane().messages().name(), poison.reason());
                if (end != null) {
                    ended(end);
                }
                pending.dropContent();
            }
        }
    }

    private void ended(End end) {
        memory.count(end);
        if (end.openAttempt() != null) {
            memory.openAttempts().forget(end.openAttempt());
        }
        end.pending().dropContent();
    }

    /**
     * Lets a message wait that was not sent. One whose gateway is busy keeps its place, and a try more does not count; one whose address
     * is busy makes way for its customer's next ones.
     */
    private void wait(PendingRecord pending, OpenAttempt openAttempt) {
        long now = System.nanoTime();
        switch (openAttempt.outcome()) {
            case Outcome.Busy busy
            when busy.concernsOneAddress() -> {
                Instant at = context.clock().instant();
                PutOff off = putOff(pending, openAttempt, at);
                pending.putOff(off);
                queue.putOff(pending, now + Duration.between(at, off.until()).toNanos());
            }
            case Outcome.Busy _ when openAttempt.gateway().isPaused() -> queue.again(pending);
            case Outcome.Busy _ -> queue.pause(pending, now + FIRST_PAUSE_NANOS);
            case null, default -> {
                queue.pause(pending, now + pauseNanos(pending.misses()));
                pending.missed();
            }
        }
    }

    /** The state of a message whose address was busy once more. */
    static PutOff putOff(PendingRecord pending, OpenAttempt openAttempt, Instant now) {
        Outcome.Busy busy = (Outcome.Busy) Objects.requireNonNull(openAttempt.outcome());
        PutOff before = pending.putOff();
        return before == null
                ? PutOff.first(busy, openAttempt.gatewayName(), now)
                : before.again(busy, openAttempt.gatewayName(), now);
    }

    private static long pauseNanos(int misses) {
        return Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(misses, 10));
    }

    private void undo(Change change) {
        change.pending().done(false);
        switch (change) {
            case Begin(PendingRecord pending, OpenAttempt openAttempt) -> {
                openAttempt.neverRun();
                memory.openAttempts().forget(openAttempt);
                queue.again(pending);
            }
            case Withdraw(PendingRecord _, OpenAttempt openAttempt) ->
                memory.finished().add(openAttempt);
            case End end -> undo(end);
            case SetAside(PendingRecord pending, PoisonException _, End end) -> {
                if (end != null) {
                    undo(end);
                } else if (pending.openAttempt() != null) {
                    memory.finished().add(pending.openAttempt());
                } else {
                    queue.again(pending);
                }
            }
        }
    }

    private void undo(End end) {
        if (end.openAttempt() == null) {
            queue.again(end.pending());
        } else {
            memory.finished().add(end.openAttempt());
        }
    }
}
