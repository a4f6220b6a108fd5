package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Permit;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.LaneTransaction.Begin;
import dev.vestnik.sender.lane.LaneTransaction.End;
import dev.vestnik.sender.lane.LaneTransaction.SetAside;
import dev.vestnik.sender.lane.LaneTransaction.Withdraw;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
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
    private static final Duration STALL = Duration.ofSeconds(1);

    private final LaneContext context;
    private final LaneMessageDecoder decoder;
    private final LaneQueue queue;
    private final Recovery recovery;
    private final RecordFailures failures;
    private @Nullable String cause;
    private long stalledAt;

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
    }

    /** Whether the registry or the revocations could not be reached, so that nothing new begins. */
    boolean isStalled() {
        return cause != null;
    }

    /** The exception that keeps new attempts from beginning; null when they begin. */
    @Nullable
    String cause() {
        return cause;
    }

    void answered(OpenAttempt openAttempt, LaneTransaction transaction) {
        PendingRecord pending = openAttempt.pending();
        String gateway = openAttempt.gatewayName();
        switch (Objects.requireNonNull(openAttempt.outcome())) {
            case Outcome.Accepted outcome ->
                end(openAttempt, new MessageOutcome.Accepted(outcome, gateway), transaction);
            case Outcome.Rejected outcome ->
                end(openAttempt, new MessageOutcome.Rejected(outcome, gateway), transaction);
            case Outcome.NotSent _, Outcome.Busy _ -> transaction.add(new Withdraw(pending, openAttempt));
            case Outcome.Unknown _ -> {
                recovery.cannotTell(openAttempt);
                doubt(pending, gateway);
            }
        }
    }

    private static void end(OpenAttempt openAttempt, MessageOutcome outcome, LaneTransaction transaction) {
        transaction.add(new End(openAttempt.pending(), openAttempt.message(), outcome, openAttempt));
    }

    private void doubt(PendingRecord pending, @Nullable String gateway) {
        pending.inDoubt(gateway);
        queue.addFirst(pending);
    }

    /** Begins as many attempts as there is room for. */
    void waiting(LaneTransaction transaction) {
        if (isStalled() && System.nanoTime() - stalledAt < STALL.toNanos()) {
            return;
        }
        try (Room room = new Room()) {
            Optional<PendingRecord> next = queue.peek();
            while (next.isPresent() && isTakenSafely(next.get(), room, transaction)) {
                next = queue.peek();
            }
            cause = null;
        } catch (KafkaException e) {
            stall(e);
        }
    }

    private void stall(KafkaException e) {
        log.warn("lane={} state=stalled cause=\"{}\"", context.lane(), e.getMessage());
        cause = e.getClass().getSimpleName();
        stalledAt = System.nanoTime();
    }

    /** Catches up with the revocations, so that an idle lane has little to read when a message comes. */
    void keepCaughtUp() {
        try {
            context.revocations().catchUp(CATCH_UP);
        } catch (KafkaException e) {
            stall(e);
        }
    }

    /**
     * Takes a failure as the fault of the record at which it happens: tries the record again after a pause and sets it aside when it fails
     * again. An absent Kafka or registry and a process without memory are no record's fault.
     */
    private boolean isTakenSafely(PendingRecord pending, Room room, LaneTransaction transaction) {
        try {
            return isTaken(pending, room, transaction);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.error("lane={} offset={} handled=broken", context.lane(), pending.offset(), e);
            queue.remove(pending);
            if (failures.isRepeated(pending, e)) {
                breaksTheLane(pending, e, transaction);
            } else {
                pending.missed(System.nanoTime() + STALL.toNanos());
                queue.pause(pending);
            }
            return true;
        }
    }

    /** Sets a record aside that fails again; a readable message gets a receipt beside the dead letter. */
    private static void breaksTheLane(PendingRecord pending, Throwable e, LaneTransaction transaction) {
        PoisonException poison = new PoisonException("breaks-the-lane", e.toString());
        LaneMessage message = pending.message();
        if (message == null) {
            setAside(pending, poison, transaction);
        } else if (pending.left() instanceof Closed) {
            pass(pending, transaction);
        } else {
            MessageOutcome outcome =
                    pending.mayBeSent() ? new MessageOutcome.InDoubt(pending.doubtedAt()) : new MessageOutcome.Broken();
            transaction.add(new SetAside(pending, poison, new End(pending, message, outcome, null)));
        }
    }

    /** Takes a record from the queue; false when it must stay at the head. */
    private boolean isTaken(PendingRecord pending, Room room, LaneTransaction transaction) {
        LaneMessage message;
        try {
            message = pending.message(decoder);
        } catch (PoisonException e) {
            queue.removeFirst();
            setAside(pending, e, transaction);
            return true;
        }
        if (pending.hasPast()) {
            queue.removeFirst();
            recover(pending, message, transaction);
            return true;
        }
        return isDecided(pending, message, room, transaction);
    }

    private static void setAside(PendingRecord pending, PoisonException poison, LaneTransaction transaction) {
        if (pending.left() instanceof Closed) {
            pass(pending, transaction);
        } else {
            transaction.add(new SetAside(pending, poison, null));
        }
    }

    private void recover(PendingRecord pending, LaneMessage message, LaneTransaction transaction) {
        switch (recovery.next(pending, message, transaction)) {
            case SEND -> queue.addFirst(pending);
            case PASS -> pass(pending, transaction);
            case WAIT -> {}
            case DOUBT -> doubt(pending, null);
        }
    }

    private static void pass(PendingRecord pending, LaneTransaction transaction) {
        pending.done(true);
        pending.dropContent();
        transaction.touch(pending.ledger());
    }

    /** Looks at the revocations last, once there is room at a gateway: right before the attempt. */
    private boolean isDecided(PendingRecord pending, LaneMessage message, Room room, LaneTransaction transaction) {
        if (message.isExpired(context.clock().instant()) || isLeftInDoubt(pending)) {
            drop(pending, message, new MessageOutcome.Expired(), transaction);
            return true;
        }
        if (!room.isThere(pending)) {
            return false;
        }
        room.reason(message)
                .ifPresentOrElse(
                        reason -> drop(pending, message, new MessageOutcome.Revoked(reason), transaction),
                        () -> begin(pending, message, room.take(), transaction));
        return true;
    }

    private boolean isLeftInDoubt(PendingRecord pending) {
        return context.lane().messageClass() == MessageClass.marketing
                ? pending.doubts() > 0
                : pending.doubts() > MOST_RESENDS;
    }

    /** Ends a message without an attempt; as in doubt when it may have been sent already. */
    private void drop(PendingRecord pending, LaneMessage message, MessageOutcome outcome, LaneTransaction transaction) {
        queue.removeFirst();
        MessageOutcome known = pending.doubts() == 0 ? outcome : new MessageOutcome.InDoubt(pending.doubtedAt());
        transaction.add(new End(pending, message, known, null));
    }

    private void begin(PendingRecord pending, LaneMessage message, Permit permit, LaneTransaction transaction) {
        queue.removeFirst();
        LaneMessage marked = pending.doubts() > 0 ? message.asPossibleDuplicate() : message;
        long token = ThreadLocalRandom.current().nextLong();
        transaction.add(new Begin(pending, OpenAttempt.toSend(token, pending, marked, permit)));
    }

    /** A permit for the next message, and the revocations as of this transaction. */
    private final class Room implements AutoCloseable {
        private @Nullable Permit permit;
        private boolean caughtUp;

        boolean isThere(PendingRecord pending) {
            if (permit == null) {
                permit = context.route()
                        .tryAcquire(context.lane().messageClass(), pending.misses())
                        .orElse(null);
            }
            return permit != null;
        }

        Optional<String> reason(LaneMessage message) {
            if (!caughtUp) {
                context.revocations().catchUp(CATCH_UP);
                caughtUp = true;
            }
            return context.revocations().reason(message.attempt().messageId());
        }

        Permit take() {
            Permit taken = Objects.requireNonNull(permit);
            permit = null;
            return taken;
        }

        @Override
        public void close() {
            if (permit != null) {
                permit.giveBack();
            }
        }
    }
}
