package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.EntryReason;
import dev.vestnik.rules.reason.NoEntryReason;
import dev.vestnik.rules.reason.SetAsideReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides which journeys an event starts. That a condition does not hold is not recorded for every event: the same rules explain it. An
 * entry that fails, or for which there is no room, is a decision.
 */
final class EntryRules {
    /** How long who is held out of a journey without a goal counts as being in it: nothing ends a run that does not happen. */
    private static final Duration HELD_OUT = Duration.ofDays(7);

    private EntryRules() {}

    /** Starts every live journey that this event starts. True when a decision came of it. */
    static boolean enter(Turn turn, Event event, StepRunner runner) {
        boolean decided = missed(turn, event);
        for (Journey journey :
                turn.definitions().startedBy(event.type(), turn.customer().shop())) {
            Turn.Mark mark = turn.mark();
            turn.restartCount();
            try {
                decided |= enter(turn, event, journey, runner);
            } catch (RuntimeException | StackOverflowError e) {
                turn.rollBack(mark);
                failed(turn, event, journey, Parking.failure(e));
                decided = true;
            }
        }
        return decided;
    }

    /** Journeys that this event would start if this engine could use them: the event is kept for people. */
    private static boolean missed(Turn turn, Event event) {
        List<BrokenVersion> broken =
                turn.definitions().brokenStartedBy(event.type(), turn.customer().shop());
        for (BrokenVersion version : broken) {
            UUID run = Ids.instance(turn.customer(), version.journey(), event.source(), event.id());
            turn.record(
                    Outcome.NOT_ENTERED,
                    NoEntryReason.JOURNEY_BROKEN,
                    new Decision.About(version.journey().value(), version.version(), run, null),
                    null,
                    List.of(),
                    Map.of("cause", version.reason()));
            turn.bringAbout(new Effect.SetAside(SetAsideReason.JOURNEY_BROKEN));
        }
        return !broken.isEmpty();
    }

    private static boolean enter(Turn turn, Event event, Journey journey, StepRunner runner) {
        String key = key(turn, event, journey);
        if (key == null || !mayEnter(turn, event, journey, key)) {
            return false;
        }
        switch (heldOut(turn, journey) ? InstanceRoom.START : InstanceRoom.forOneMore(turn, journey)) {
            case InstanceRoom.Answer.Start go -> start(turn, event, journey, key, runner);
            case InstanceRoom.Answer.Queue queue -> queue(turn, event, journey, key);
            case InstanceRoom.Answer.Full full -> InstanceRoom.refuse(turn, about(turn, event, journey), full);
        }
        return true;
    }

    /** Nothing of the entry stands; the event is kept for people, since no instance remembers it. */
    private static void failed(Turn turn, Event event, Journey journey, Position.Failure failure) {
        turn.record(
                Outcome.NOT_ENTERED,
                failure.reason(),
                about(turn, event, journey),
                null,
                List.of(),
                Map.of("cause", failure.cause()));
        turn.bringAbout(new Effect.SetAside(SetAsideReason.ENTRY_FAILED));
    }

    private static Decision.About about(Turn turn, Event event, Journey journey) {
        UUID run = Ids.instance(turn.customer(), journey.id(), event.source(), event.id());
        return new Decision.About(journey.id().value(), journey.version(), run, null);
    }

    /**
     * Until when an event that started nothing, because an instance was running or too many had been, could start one if it came
     * again; null where it could not. Without remembering it, a repeated change of a cart would begin that cart anew after the
     * purchase.
     */
    static @Nullable Instant mayEnterUntil(Turn turn, Event event) {
        Instant kept = turn.now().plus(Housekeeping.EVENTS_KEPT);
        Instant latest = null;
        for (Journey journey :
                turn.definitions().startedBy(event.type(), turn.customer().shop())) {
            if (couldStart(turn, event, journey)) {
                Duration lateness = journey.entry().lateness();
                Instant until = lateness == null
                        ? kept
                        : event.occurredAt().plus(lateness).plusMillis(1);
                // A clock that is years ahead does not make the topic keep the event that long.
                until = until.isBefore(kept) ? until : kept;
                latest = latest == null || until.isAfter(latest) ? until : latest;
            }
        }
        return latest;
    }

    /** Also true where that cannot be computed. */
    private static boolean couldStart(Turn turn, Event event, Journey journey) {
        try {
            String key = key(turn, event, journey);
            return key != null && isMeant(turn, event, journey, key);
        } catch (RuntimeException | StackOverflowError e) {
            return true;
        }
    }

    private static boolean isMeant(Turn turn, Event event, Journey journey, String key) {
        Entry entry = journey.entry();
        boolean late = entry.lateness() != null
                && event.occurredAt().plus(entry.lateness()).isBefore(turn.now());
        return !late
                && (entry.condition() == null
                        || turn.evaluate(entry.condition(), facts(turn, event, key))
                                .isTrue());
    }

    private static boolean mayEnter(Turn turn, Event event, Journey journey, String key) {
        return !running(turn, journey, key) && !exhausted(turn, journey) && isMeant(turn, event, journey, key);
    }

    private static @Nullable String key(Turn turn, Event event, Journey journey) {
        if (journey.entry().key() == null) {
            return "";
        }
        return turn.evaluate(journey.entry().key(), facts(turn, event, "")) instanceof Evaluation.Value(Object value)
                ? String.valueOf(value)
                : null;
    }

    private static boolean running(Turn turn, Journey journey, String key) {
        for (Instance instance : turn.state().instances()) {
            if (instance.journey().equals(journey.id()) && instance.key().equals(key)) {
                return true;
            }
        }
        return heldOut(turn, journey) && isWatched(turn, journey, key);
    }

    /** Who is held out has no instance: the watch for the goal stands for it. */
    private static boolean isWatched(Turn turn, Journey journey, String key) {
        for (GoalWatch watch : turn.state().goals()) {
            if (watch.journey().equals(journey.id())
                    && watch.key().equals(key)
                    && watch.until().isAfter(turn.now())) {
                return true;
            }
        }
        return false;
    }

    private static boolean exhausted(Turn turn, Journey journey) {
        Entry.Reentry reentry = journey.entry().reentry();
        if (reentry == null) {
            return false;
        }
        int entered = 0;
        for (EntryCount count : turn.state().entries()) {
            if (count.journey().equals(journey.id()) && count.until().isAfter(turn.now())) {
                entered++;
            }
        }
        return entered >= reentry.max();
    }

    private static Instance instance(Turn turn, Event event, Journey journey, String key, Position position) {
        Instant nominalAt = turn.cause().nominalAt();
        return new Instance(
                Ids.instance(turn.customer(), journey.id(), event.source(), event.id()),
                journey.id(),
                journey.version(),
                key,
                journey.start(),
                0,
                position,
                StepRunner.context(turn, journey, facts(turn, event, key)),
                event.data(),
                event.type(),
                nominalAt,
                nominalAt);
    }

    private static void queue(Turn turn, Event event, Journey journey, String key) {
        Instance instance = instance(
                turn, event, journey, key, new Position.Queued(turn.cause().nominalAt()));
        count(turn, journey);
        StepRunner.watchGoal(turn, journey, instance);
        turn.put(instance);
        turn.record(Outcome.QUEUED, NoEntryReason.TOO_MANY_RUNNING, Turn.about(instance, null));
    }

    private static void start(Turn turn, Event event, Journey journey, String key, StepRunner runner) {
        Instant nominalAt = turn.cause().nominalAt();
        Instance instance = instance(turn, event, journey, key, new Waiting(nominalAt, nominalAt));
        count(turn, journey);
        StepRunner.watchGoal(turn, journey, instance);
        if (heldOut(turn, journey)) {
            standIn(turn, journey, instance);
            turn.record(Outcome.ENTERED, EntryReason.HOLDOUT, Turn.about(instance, null));
            return;
        }
        turn.put(instance);
        turn.record(Outcome.ENTERED, null, Turn.about(instance, null));
        runner.arrive(turn, instance, journey, journey.start(), nominalAt);
    }

    /** Without a goal there is no watch for it: this one stands only for the run. */
    private static void standIn(Turn turn, Journey journey, Instance instance) {
        if (journey.goal() == null) {
            GoalWatch watch = new GoalWatch(
                    instance.id(),
                    instance.journey(),
                    instance.version(),
                    instance.key(),
                    Map.of(),
                    turn.now().plus(HELD_OUT));
            turn.become(turn.state().withGoals(Lists.with(turn.state().goals(), watch)));
        }
    }

    private static void count(Turn turn, Journey journey) {
        Entry.Reentry reentry = journey.entry().reentry();
        if (reentry != null) {
            EntryCount count =
                    new EntryCount(journey.id(), turn.now(), turn.now().plus(reentry.per()));
            turn.become(turn.state().withEntries(Lists.with(turn.state().entries(), count)));
        }
    }

    /** The same customers in every run: a hash, not a die. */
    private static boolean heldOut(Turn turn, Journey journey) {
        return journey.holdout() > 0
                && Long.remainderUnsigned(Ids.hash("holdout\0" + journey.id() + "\0" + turn.customer()), 100)
                        < journey.holdout();
    }

    private static Facts facts(Turn turn, Event event, String key) {
        return new Facts(event.data(), Map.of(), turn.state().profile().fields(), key, turn.now(), turn.oneWork());
    }
}
