package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Permit;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.Round.Begin;
import dev.vestnik.sender.lane.Round.End;
import dev.vestnik.sender.lane.Round.SetAside;
import dev.vestnik.sender.lane.Round.Withdraw;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a round does with each answer and each waiting record. */
final class Triage {
    private static final Logger log = LoggerFactory.getLogger(Triage.class);
    private static final int MOST_RESENDS = 2;
    private static final Duration CATCH_UP = Duration.ofSeconds(10);
    private static final Duration STALL = Duration.ofSeconds(1);

    private final LaneContext context;
    private final LetterReader letters;
    private final LaneQueue queue;
    private final Recovery recovery;
    private final Suspects suspects;
    private @Nullable String cause;
    private long stalledAt;

    Triage(LaneContext context, LetterReader letters, LaneQueue queue, Recovery recovery, Suspects suspects) {
        this.context = context;
        this.letters = letters;
        this.queue = queue;
        this.recovery = recovery;
        this.suspects = suspects;
    }

    /** Whether the registry or the revocations could not be reached, so that nothing new begins. */
    boolean isStalled() {
        return cause != null;
    }

    /** Why nothing new begins; null when it does. */
    @Nullable
    String cause() {
        return cause;
    }

    void answered(Sending sending, Round round) {
        Tracked tracked = sending.tracked();
        String gateway = sending.gatewayName();
        switch (Objects.requireNonNull(sending.outcome())) {
            case Outcome.Accepted outcome -> end(sending, new Verdict.Accepted(outcome, gateway), round);
            case Outcome.Rejected outcome -> end(sending, new Verdict.Rejected(outcome, gateway), round);
            case Outcome.NotSent _ -> round.add(new Withdraw(tracked, sending));
            case Outcome.Unknown _ -> {
                recovery.cannotTell(sending);
                doubt(tracked, gateway);
            }
        }
    }

    private static void end(Sending sending, Verdict verdict, Round round) {
        round.add(new End(sending.tracked(), sending.letter(), verdict, sending));
    }

    private void doubt(Tracked tracked, @Nullable String gateway) {
        tracked.inDoubt(gateway);
        queue.addFirst(tracked);
    }

    /** Begins as many attempts as there is room for. */
    void waiting(Round round) {
        if (isStalled() && System.nanoTime() - stalledAt < STALL.toNanos()) {
            return;
        }
        try (Room room = new Room()) {
            Optional<Tracked> next = queue.peek();
            while (next.isPresent() && isTakenSafely(next.get(), room, round)) {
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

    /** So that an idle lane has little to read when a message comes. */
    void keepCaughtUp() {
        try {
            context.revocations().catchUp(CATCH_UP);
        } catch (KafkaException e) {
            stall(e);
        }
    }

    /**
     * Pins what breaks to the record that it breaks at: the record is tried again after a pause, and set aside when it breaks again.
     * What Kafka or the registry cannot do now, and a process without memory, are no record's fault.
     */
    private boolean isTakenSafely(Tracked tracked, Room room, Round round) {
        try {
            return isTaken(tracked, room, round);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.error("lane={} offset={} handled=broken", context.lane(), tracked.offset(), e);
            queue.remove(tracked);
            if (suspects.isTwice(tracked, e)) {
                breaksTheLane(tracked, e, round);
            } else {
                tracked.missed(System.nanoTime() + STALL.toNanos());
                queue.pause(tracked);
            }
            return true;
        }
    }

    /** A message that could be read gets its receipt beside the dead letter. */
    private static void breaksTheLane(Tracked tracked, Throwable e, Round round) {
        PoisonException poison = new PoisonException("breaks-the-lane", e.toString());
        Letter letter = tracked.letter();
        if (letter == null) {
            setAside(tracked, poison, round);
        } else if (tracked.left() instanceof Closed) {
            pass(tracked, round);
        } else {
            Verdict verdict = tracked.mayBeSent() ? new Verdict.InDoubt(tracked.doubtedAt()) : new Verdict.Broken();
            round.add(new SetAside(tracked, poison, new End(tracked, letter, verdict, null)));
        }
    }

    /** False when it must stay at the head of the queue. */
    private boolean isTaken(Tracked tracked, Room room, Round round) {
        Letter letter;
        try {
            letter = tracked.letter(letters);
        } catch (PoisonException e) {
            queue.removeFirst();
            setAside(tracked, e, round);
            return true;
        }
        if (tracked.hasPast()) {
            queue.removeFirst();
            recover(tracked, letter, round);
            return true;
        }
        return isDecided(tracked, letter, room, round);
    }

    private static void setAside(Tracked tracked, PoisonException poison, Round round) {
        if (tracked.left() instanceof Closed) {
            pass(tracked, round);
        } else {
            round.add(new SetAside(tracked, poison, null));
        }
    }

    private void recover(Tracked tracked, Letter letter, Round round) {
        switch (recovery.next(tracked, letter, round)) {
            case SEND -> queue.addFirst(tracked);
            case PASS -> pass(tracked, round);
            case WAIT -> {}
            case DOUBT -> doubt(tracked, null);
        }
    }

    private static void pass(Tracked tracked, Round round) {
        tracked.done(true);
        tracked.dropContent();
        round.touch(tracked.ledger());
    }

    /** The look at the revocations is the last before the attempt, so it comes when there is room for one. */
    private boolean isDecided(Tracked tracked, Letter letter, Room room, Round round) {
        if (letter.isExpired(context.clock().instant()) || isLeftInDoubt(tracked)) {
            drop(tracked, letter, new Verdict.Expired(), round);
            return true;
        }
        if (!room.isThere(tracked)) {
            return false;
        }
        room.reason(letter)
                .ifPresentOrElse(
                        reason -> drop(tracked, letter, new Verdict.Revoked(reason), round),
                        () -> begin(tracked, letter, room.take(), round));
        return true;
    }

    private boolean isLeftInDoubt(Tracked tracked) {
        return context.lane().messageClass() == MessageClass.marketing
                ? tracked.doubts() > 0
                : tracked.doubts() > MOST_RESENDS;
    }

    /** Of a message that may have been sent already, nothing else can be said than that. */
    private void drop(Tracked tracked, Letter letter, Verdict verdict, Round round) {
        queue.removeFirst();
        Verdict said = tracked.doubts() == 0 ? verdict : new Verdict.InDoubt(tracked.doubtedAt());
        round.add(new End(tracked, letter, said, null));
    }

    private void begin(Tracked tracked, Letter letter, Permit permit, Round round) {
        queue.removeFirst();
        Letter said = tracked.doubts() > 0 ? letter.again() : letter;
        long token = ThreadLocalRandom.current().nextLong();
        round.add(new Begin(tracked, Sending.of(token, tracked, said, permit)));
    }

    /** Room at the gateways for the next message, and the revocations as of this round. */
    private final class Room implements AutoCloseable {
        private @Nullable Permit permit;
        private boolean caughtUp;

        boolean isThere(Tracked tracked) {
            if (permit == null) {
                permit = context.route()
                        .tryAcquire(context.lane().messageClass(), tracked.misses())
                        .orElse(null);
            }
            return permit != null;
        }

        Optional<String> reason(Letter letter) {
            if (!caughtUp) {
                context.revocations().catchUp(CATCH_UP);
                caughtUp = true;
            }
            return context.revocations().reason(letter.attempt().messageId());
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
