package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.EntryReason;
import dev.vestnik.rules.reason.NoEntryReason;
import dev.vestnik.rules.reason.SetAsideReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many instances one customer has, and so what the customer's state can grow to. Marketing past its bound does not enter.
 * Service past its bound enters a queue, whose first goes on when another instance ends; past the queue's bound the event is set
 * aside. Each is a decision.
 */
final class InstanceRoom {
    static final int MOST_MARKETING = 100;
    static final int MOST_SERVICE = 500;
    static final int MOST_QUEUED = 2_000;

    private InstanceRoom() {}

    /** The fate of an entry. */
    sealed interface Answer {
        record Start() implements Answer {}

        record Queue() implements Answer {}

        /**
         * @param bound that is reached
         * @param setAside why the event is kept for people, since a shop relies on service messages; null: it is not
         */
        record Full(
                NoEntryReason reason, int bound, @Nullable SetAsideReason setAside) implements Answer {}
    }

    static final Answer START = new Answer.Start();

    static Answer forOneMore(Turn turn, Journey journey) {
        if (turn.isFull()) {
            return new Answer.Full(NoEntryReason.STATE_FULL, 0, SetAsideReason.STATE_FULL);
        }
        if (turn.state().instances().size() < MOST_MARKETING) {
            return START;
        }
        if (journey.journeyClass() == JourneyClass.MARKETING) {
            return running(turn, JourneyClass.MARKETING) < MOST_MARKETING
                    ? START
                    : new Answer.Full(NoEntryReason.TOO_MANY_RUNNING, MOST_MARKETING, null);
        }
        if (queued(turn) == 0 && running(turn, JourneyClass.SERVICE) < MOST_SERVICE) {
            return START;
        }
        return queued(turn) < MOST_QUEUED
                ? new Answer.Queue()
                : new Answer.Full(NoEntryReason.QUEUE_FULL, MOST_QUEUED, SetAsideReason.QUEUE_FULL);
    }

    private static int running(Turn turn, JourneyClass journeyClass) {
        int running = 0;
        for (Instance instance : turn.state().instances()) {
            if (!isQueued(instance) && classOf(turn, instance) == journeyClass) {
                running++;
            }
        }
        return running;
    }

    private static JourneyClass classOf(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        return journey == null ? JourneyClass.SERVICE : journey.journeyClass();
    }

    private static int queued(Turn turn) {
        int queued = 0;
        for (Instance instance : turn.state().instances()) {
            queued += isQueued(instance) ? 1 : 0;
        }
        return queued;
    }

    private static boolean isQueued(Instance instance) {
        return instance.position() instanceof Position.Queued;
    }

    /**
     * Ends runs that came with a visitor and have no room, the youngest first. All of them where the state itself has none.
     *
     * @param came the ids of the runs that came
     */
    static void fit(Turn turn, StepRunner runner, Set<UUID> came) {
        List<Instance> youngest = turn.state().instances().stream()
                .filter(instance -> came.contains(instance.id()))
                .sorted(Comparator.comparing(Instance::enteredAt).reversed())
                .toList();
        for (Instance instance : youngest) {
            if (turn.isFull() || isOver(turn, instance)) {
                runner.leave(turn, instance, Ending.NO_ROOM);
            }
        }
    }

    private static boolean isOver(Turn turn, Instance instance) {
        if (isQueued(instance)) {
            return queued(turn) > MOST_QUEUED;
        }
        JourneyClass journeyClass = classOf(turn, instance);
        return running(turn, journeyClass) > (journeyClass == JourneyClass.MARKETING ? MOST_MARKETING : MOST_SERVICE);
    }

    /** Lets the first of the queue go on, as many as there is room for. */
    static void admit(Turn turn, StepRunner runner) {
        if (turn.state().instances().size() < MOST_SERVICE && queued(turn) == 0) {
            return;
        }
        for (Instance next : List.copyOf(turn.state().instances())) {
            if (next.position() instanceof Position.Queued queued && turn.journeyOf(next) != null) {
                if (turn.work().isExhausted() || !hasRoom(turn)) {
                    return;
                }
                begin(turn, runner, next, queued);
            }
        }
    }

    private static boolean hasRoom(Turn turn) {
        return running(turn, JourneyClass.SERVICE) < MOST_SERVICE;
    }

    /** The time of the next look at the queue, where no instance's end will lead to one; null: none is needed. */
    static @Nullable Instant due(Turn turn) {
        if (queued(turn) == 0 || !hasRoom(turn)) {
            return null;
        }
        Instant due = null;
        for (Instance instance : turn.state().instances()) {
            if (isQueued(instance)) {
                Instant again = turn.journeyOf(instance) == null ? WakeRules.again(turn, instance) : turn.now();
                due = due == null || again.isBefore(due) ? again : due;
            }
        }
        return due;
    }

    private static void begin(Turn turn, StepRunner runner, Instance next, Position.Queued queued) {
        Parking.guard(turn, next.id(), () -> {
            Instance instance = runner.settled(turn, next);
            Journey journey = instance == null ? null : turn.journeyOf(instance);
            if (instance != null && journey != null) {
                turn.record(Outcome.ENTERED, EntryReason.FROM_QUEUE, Turn.about(instance, null));
                runner.arrive(turn, instance, journey, journey.start(), queued.nominalAt());
            }
            return true;
        });
    }

    /** Says that an event does not start a journey, because there is no room for another instance. */
    static void refuse(Turn turn, Decision.About about, Answer.Full full) {
        turn.record(
                Outcome.NOT_ENTERED,
                full.reason(),
                about,
                null,
                List.of(),
                Map.of("bound", String.valueOf(full.bound())));
        if (full.setAside() != null) {
            turn.setAside(full.setAside());
        }
    }
}
