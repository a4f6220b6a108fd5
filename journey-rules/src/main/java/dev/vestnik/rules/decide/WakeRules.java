package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.decide.Signal.Woken;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves on the instances that are due, and sets the customer's next wake-ups. */
final class WakeRules {
    /** An instance that cannot move now (its journey is paused, or not known here) is looked at again within this. */
    private static final Duration AGAIN = Duration.ofMinutes(15);

    private final StepRunner runner;
    private final EventRules events;

    WakeRules(StepRunner runner, EventRules events) {
        this.runner = runner;
        this.events = events;
    }

    /** Whether this entry of the index is the customer's live one. */
    static boolean isLive(CustomerState state, Woken woken) {
        return woken.dueAt().equals(armed(state.armed(), woken.wakeClass()));
    }

    /** Parks what has come due, and does nothing else. */
    void park(Turn turn, Woken woken, Position.Failure failure) {
        for (Instance due : due(turn, woken)) {
            Parking.park(turn, due, failure);
        }
        CalendarRules.pass(turn, woken, failure);
    }

    /** The wake-ups due by the entry's time. Before later ones, also overdue, there may be events that are not read yet. */
    private static List<Instance> due(Turn turn, Woken woken) {
        turn.become(turn.state().withArmed(with(turn.state().armed(), woken.wakeClass(), null)));
        List<Instance> due = turn.state().instances().stream()
                .filter(instance ->
                        isDue(turn, instance) && !instance.position().due().isAfter(woken.dueAt()))
                .filter(instance -> classOf(turn, instance) == woken.wakeClass())
                .toList();
        return Precedence.order(turn, due);
    }

    void woken(Turn turn, Woken woken) {
        for (Instance due : due(turn, woken)) {
            if (turn.work().isExhausted()) {
                return; // the others stay due, and have the next decision
            }
            Instance pinned = turn.instance(due.id()).orElse(null);
            if (pinned != null && isDue(turn, pinned)) { // its message may have gone along in one before
                turn.because(new Cause.ByWakeUp(pinned.position().due()));
                Parking.guard(turn, pinned.id(), () -> timeUp(turn, pinned));
            }
        }
        CalendarRules.woken(turn, events, woken);
    }

    private boolean timeUp(Turn turn, Instance pinned) {
        Instance instance = runner.settled(turn, pinned);
        Journey journey = instance == null ? null : turn.journeyOf(instance);
        if (instance != null && journey != null && isDue(turn, instance) && mayMove(turn, instance)) {
            Instance resumed = AfterPause.resumed(turn, instance, journey);
            if (resumed != null) {
                StepRunner.step(journey, resumed.step()).wake(turn, resumed, journey);
            }
        }
        return true;
    }

    /** Whether an instance is due; also asked after a migration, which may give it more time. */
    private static boolean isDue(Turn turn, Instance instance) {
        return !instance.position().due().isAfter(turn.now());
    }

    private static boolean mayMove(Turn turn, Instance instance) {
        if (turn.journeyOf(instance) == null) {
            return false;
        }
        Published published = turn.definitions().journey(instance.journey());
        return published == null || !published.pausedAt(turn.now());
    }

    /**
     * When an instance that cannot move now is looked at again: at the time until which its journey is paused, and once in each
     * quarter of an hour before, since it may be resumed sooner and nobody tells the customers. So nothing waits longer than that for a
     * journey that goes on. Each customer has a moment of their own in the quarter: a million of them do not come at once.
     */
    static Instant again(Turn turn, Instance instance) {
        long phase = Math.floorMod(turn.customer().murmur2(), AGAIN.toMillis());
        long passed = Math.floorMod(turn.now().toEpochMilli() - phase, AGAIN.toMillis());
        Instant moment = turn.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(AGAIN.toMillis() - passed);
        Published published = turn.definitions().journey(instance.journey());
        Instant resumeAt = published != null && published.pausedAt(turn.now())
                ? published.pauses().resumeAt()
                : null;
        return resumeAt != null && resumeAt.isBefore(moment) ? resumeAt : moment;
    }

    private static WakeClass classOf(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        return journey != null && journey.journeyClass() == JourneyClass.SERVICE
                ? WakeClass.SERVICE
                : WakeClass.MARKETING;
    }

    /** Sees to it that the earliest thing due of each class has an entry in its index. Later is lazy: it costs nothing. */
    static void arm(Turn turn) {
        Dates dates = turn.dates();
        Instant service = earlier(earliest(turn, WakeClass.SERVICE), dates.service());
        arm(turn, WakeClass.SERVICE, earlier(service, InstanceRoom.due(turn)));
        Instant forget = Housekeeping.due(turn.customer(), turn.state(), turn.now());
        boolean own = turn.definitions().level().allows(FeatureLevel.MEMORY);
        Instant marketing = earlier(earliest(turn, WakeClass.MARKETING), dates.marketing());
        arm(turn, WakeClass.MARKETING, earlier(marketing, own ? null : forget));
        arm(turn, WakeClass.HOUSEKEEPING, own ? forget : null);
    }

    private static void arm(Turn turn, WakeClass wakeClass, @Nullable Instant earliest) {
        // The index knows no time before the epoch; a clock that was never set does.
        Instant need = earliest != null && earliest.isBefore(Instant.EPOCH) ? Instant.EPOCH : earliest;
        Instant have = armed(turn.state().armed(), wakeClass);
        if (need != null && (have == null || need.isBefore(have))) {
            turn.become(turn.state().withArmed(with(turn.state().armed(), wakeClass, need)));
        }
    }

    private static @Nullable Instant earliest(Turn turn, WakeClass wakeClass) {
        Instant earliest = null;
        for (Instance instance : turn.state().instances()) {
            Instant due = instance.position().due();
            if (!due.equals(Position.NEVER) && classOf(turn, instance) == wakeClass) {
                boolean stuck = !due.isAfter(turn.now()) && !mayMove(turn, instance);
                earliest = earlier(earliest, stuck ? again(turn, instance) : due);
            }
        }
        return earliest;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    private static @Nullable Instant armed(Armed armed, WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> armed.service();
            case MARKETING -> armed.marketing();
            case HOUSEKEEPING -> armed.housekeeping();
        };
    }

    private static Armed with(Armed armed, WakeClass wakeClass, @Nullable Instant at) {
        return switch (wakeClass) {
            case SERVICE -> new Armed(at, armed.marketing(), armed.housekeeping());
            case MARKETING -> new Armed(armed.service(), at, armed.housekeeping());
            case HOUSEKEEPING -> new Armed(armed.service(), armed.marketing(), at);
        };
    }
}
