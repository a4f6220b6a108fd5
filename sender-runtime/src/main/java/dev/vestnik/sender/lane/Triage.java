package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.gateway.Permit;
import dev.vestnik.sender.gateway.Way;
import dev.vestnik.sender.lane.LaneTransaction.Begin;
import dev.vestnik.sender.lane.LaneTransaction.End;
import dev.vestnik.sender.lane.LaneTransaction.Withdraw;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which change each answer and each waiting record makes in a lane transaction. */
final class Triage {
    private static final Logger log = LoggerFactory.getLogger(Triage.class);
    private static final int MOST_RESENDS = 2;
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final LaneContext context;
    private final LaneMessageDecoder decoder;
    private final LaneQueue queue;
    private final Recovery recovery;
    private final RecordFailures failures;
    private final LiveKeys keys;
    private final Stall arrivals;
    private final Stall openings;

    Triage(
            LaneContext context,
            LaneMessageDecoder decoder,
            LaneQueue queue,
            Recovery recovery,
            RecordFailures failures) {
        this.context = context;
        this.decoder = decoder;
        this.queue = queue;
        this.recovery = recovery;
        this.failures = failures;
        this.keys = new LiveKeys(context.route(), context.clock(), queue);
        this.arrivals = new Stall(context.lane(), "first-looks");
        this.openings = new Stall(context.lane(), "attempts");
    }

    /** Whether the registry or the revocations could not be reached: what has just arrived then waits, or nothing new begins at all. */
    boolean isStalled() {
        return cause() != null;
    }

    /** The exception that keeps messages from being looked at, or attempts from beginning; null when all is well. */
    @Nullable
    String cause() {
        return openings.cause() == null ? arrivals.cause() : openings.cause();
    }

    void answered(OpenAttempt openAttempt, LaneTransaction transaction) {
        PendingRecord pending = openAttempt.pending();
        String gateway = openAttempt.gatewayName();
        switch (Objects.requireNonNull(openAttempt.outcome())) {
            case Outcome.Accepted outcome ->
                end(openAttempt, new MessageOutcome.Accepted(outcome, gateway), transaction);
            case Outcome.Rejected outcome ->
                end(openAttempt, new MessageOutcome.Rejected(outcome, gateway), transaction);
            case Outcome.Busy busy when busy.concernsOneAddress() -> putOff(openAttempt, transaction);
            case Outcome.NotSent _, Outcome.Busy _ -> transaction.add(new Withdraw(pending, openAttempt));
            case Outcome.Unknown _ -> {
                transaction.keep(pending.ledger(), openAttempt.closing());
                recovery.cannotTell(openAttempt);
                if (!keys.holds(pending, openAttempt.account())) {
                    doubt(pending, openAttempt.account(), transaction);
                }
            }
        }
    }

    private void end(OpenAttempt openAttempt, MessageOutcome outcome, LaneTransaction transaction) {
        transaction.add(new End(openAttempt.pending(), openAttempt.message(), outcome, openAttempt));
        queue.over(openAttempt.pending());
    }

    private void putOff(OpenAttempt openAttempt, LaneTransaction transaction) {
        PendingRecord pending = openAttempt.pending();
        PutOff off =
                TransactionCommit.putOff(pending, openAttempt, context.clock().instant());
        if (off.isTooLong(pending.deliverBefore())) {
            end(openAttempt, off.asEnd(), transaction);
        } else {
            transaction.add(new Withdraw(pending, openAttempt));
        }
    }

    private void doubt(PendingRecord pending, @Nullable GatewayAccount gateway, LaneTransaction transaction) {
        pending.inDoubt(gateway);
        if (isLeftInDoubt(pending)) {
            drop(pending, new MessageOutcome.Expired(), transaction);
        } else {
            queue.again(pending);
        }
    }

    /**
     * Gives a message back to the engine that is put off while it holds its partition's offset and too many others wait behind it; one that
     * waits for a key is then in doubt like any other.
     */
    void crowded(PartitionLedger ledger, LaneTransaction transaction) {
        PendingRecord pending = ledger.crowded();
        if (pending != null && pending.isKeyed() && pending.openAttempt() == null) {
            queue.remove(pending);
            letGo(pending, transaction);
            return;
        }
        if (pending == null || pending.hasTurn()) {
            return;
        }
        PutOff off = pending.putOff();
        LaneMessage message = pending.message();
        if (off != null && message != null) {
            queue.remove(pending);
            transaction.add(new End(pending, message, off.asEnd(), null));
        }
    }

    private void letGo(PendingRecord pending, LaneTransaction transaction) {
        GatewayAccount gateway = pending.keyedAt();
        pending.keyedAt(null);
        doubt(pending, gateway, transaction);
    }

    /** Begins as many attempts as there is room for, also while the registry does not answer about a record that has just arrived. */
    void waiting(LaneTransaction transaction) {
        arrivals.tried(() -> arrived(transaction));
        openings.tried(() -> {
            expired(transaction);
            takeAll(transaction);
        });
    }

    private void takeAll(LaneTransaction transaction) {
        Looks looks = new Looks();
        boolean begun;
        do {
            begun = false;
            for (Way way : queue.ways()) {
                begun |= isTaken(way, looks, transaction);
            }
        } while (begun);
    }

    private void arrived(LaneTransaction transaction) {
        Optional<PendingRecord> next = queue.peekArrived();
        while (next.isPresent()) {
            PendingRecord pending = next.get();
            safely(pending, transaction, () -> firstLook(pending, transaction));
            next = queue.peekArrived();
        }
    }

    private void expired(LaneTransaction transaction) {
        if (!queue.mayExpire()) {
            return;
        }
        Instant now = context.clock().instant();
        Optional<PendingRecord> next = queue.pollExpired(now);
        while (next.isPresent()) {
            drop(next.get(), new MessageOutcome.Expired(), transaction);
            next = queue.pollExpired(now);
        }
    }

    /** Takes the next record of a way; false when there is none, or no room for it. */
    private boolean isTaken(Way way, Looks looks, LaneTransaction transaction) {
        Optional<PendingRecord> next = queue.peek(way);
        if (next.isEmpty()) {
            return false;
        }
        PendingRecord pending = next.get();
        boolean[] taken = {true};
        safely(pending, transaction, () -> taken[0] = isDecided(pending, looks, transaction));
        return taken[0];
    }

    /** Catches up with the revocations, so that an idle lane has little to read when a message comes. */
    void keepCaughtUp() {
        openings.tried(() -> context.revocations().catchUp(CATCH_UP));
    }

    /**
     * Takes a failure as the fault of the record at which it happens: tries the record again after a pause and sets it aside when it fails
     * again. An absent Kafka or registry and a process without memory are no record's fault.
     */
    private void safely(PendingRecord pending, LaneTransaction transaction, Runnable look) {
        try {
            look.run();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.error("lane={} offset={} handled=broken", context.lane(), pending.offset(), e);
            queue.remove(pending);
            if (failures.isRepeated(pending, e)) {
                SettingAside.broken(pending, e, transaction);
                queue.over(pending);
            } else {
                queue.pause(pending, System.nanoTime() + Stall.REST.toNanos());
            }
        }
    }

    /** Decodes a record, settles its past, and puts it in line. */
    private void firstLook(PendingRecord pending, LaneTransaction transaction) {
        LaneMessage message;
        try {
            message = pending.message(decoder);
        } catch (PoisonException e) {
            queue.removeArrived();
            SettingAside.unreadable(pending, e, transaction);
            return;
        }
        Way way = context.route().way(message.dispatch());
        boolean isExpired = message.isExpired(context.clock().instant());
        if (pending.hasPast()) {
            Recovery.Next next = recovery.next(pending, message, transaction);
            queue.removeArrived();
            pending.routed(message, way);
            recovered(pending, next, isExpired, transaction);
        } else {
            queue.removeArrived();
            pending.routed(message, way);
            enter(pending, isExpired, transaction);
        }
    }

    private void recovered(PendingRecord pending, Recovery.Next next, boolean isExpired, LaneTransaction transaction) {
        switch (next) {
            case SEND -> enter(pending, isExpired, transaction);
            case PASS -> SettingAside.pass(pending, transaction);
            case WAIT -> queue.onItsWay(pending);
            case DOUBT -> {
                pending.inDoubt(null);
                enter(pending, isExpired, transaction);
            }
        }
    }

    private void enter(PendingRecord pending, boolean isExpired, LaneTransaction transaction) {
        if (isExpired || isLeftInDoubt(pending)) {
            drop(pending, new MessageOutcome.Expired(), transaction);
        } else {
            queue.enter(pending);
        }
    }

    /** Looks at the revocations last, once there is room at a gateway: right before the attempt. */
    private boolean isDecided(PendingRecord pending, Looks looks, LaneTransaction transaction) {
        LaneMessage message = Objects.requireNonNull(pending.message());
        if (keys.isOver(pending)) {
            queue.remove(pending);
            letGo(pending, transaction);
            return true;
        }
        boolean isLeft = isLeftInDoubt(pending); // again: its end may have been undone
        if (isLeft || message.isExpired(context.clock().instant())) {
            queue.remove(pending);
            drop(pending, new MessageOutcome.Expired(), transaction);
            return true;
        }
        Optional<Permit> room = pending.isKeyed()
                ? keys.tryAcquire(pending, message.dispatch())
                : pending.way().tryAcquire(message.dispatch(), pending.misses());
        if (room.isEmpty()) {
            return pending.isKeyed();
        }
        boolean begun = false;
        try {
            Optional<String> reason = looks.reason(message);
            queue.remove(pending);
            if (reason.isPresent()) {
                drop(pending, new MessageOutcome.Revoked(reason.get()), transaction);
            } else {
                begin(pending, message, room.get(), transaction);
                begun = true;
            }
        } finally {
            if (!begun) {
                room.get().giveBack();
            }
        }
        return true;
    }

    private boolean isLeftInDoubt(PendingRecord pending) {
        return context.lane().messageClass() == MessageClass.marketing
                ? pending.doubts() > 0
                : pending.doubts() > MOST_RESENDS;
    }

    /** Ends a message without an attempt; as in doubt when it may have been sent already. */
    private void drop(PendingRecord pending, MessageOutcome outcome, LaneTransaction transaction) {
        MessageOutcome known =
                pending.doubts() == 0 && !pending.isKeyed() ? outcome : new MessageOutcome.InDoubt(pending.suspect());
        transaction.add(new End(pending, Objects.requireNonNull(pending.message()), known, null));
        queue.over(pending);
    }

    private static void begin(PendingRecord pending, LaneMessage message, Permit permit, LaneTransaction transaction) {
        LaneMessage marked = pending.doubts() > 0 ? message.asPossibleDuplicate() : message;
        long token = ThreadLocalRandom.current().nextLong();
        transaction.add(new Begin(pending, OpenAttempt.toSend(token, pending, marked, permit)));
    }

    /** The revocations as of this transaction, read once there is room for a message. */
    private final class Looks {
        private boolean caughtUp;

        Optional<String> reason(LaneMessage message) {
            if (!caughtUp) {
                context.revocations().catchUp(CATCH_UP);
                caughtUp = true;
            }
            Optional<String> reason =
                    context.revocations().reason(message.attempt().messageId());
            UUID run = message.run();
            return reason.isPresent() || run == null
                    ? reason
                    : context.revocations().reason(run);
        }
    }
}
