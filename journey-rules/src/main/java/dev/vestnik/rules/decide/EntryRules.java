package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.reason.EntryReason;
import dev.vestnik.rules.reason.NoEntryReason;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.SetAsideReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides which journeys an event starts. That a condition does not hold is counted, and told where somebody asks; no state remembers it. An
 * entry that fails, or for which there is no room, is a decision.
 */
final class EntryRules {
    private EntryRules() {}

    /**
     * Starts every live journey that this event starts. True when a decision came of it that must not happen twice.
     *
     * @param only the journey that it is meant for; null: all of them
     * @param moved the instances to which the event has done something
     */
    static boolean enter(Turn turn, Event event, @Nullable JourneyId only, Set<UUID> moved, StepRunner runner) {
        boolean decided = missed(turn, event, only);
        paused(turn, event, only);
        for (Journey journey :
                turn.definitions().startedBy(event.type(), turn.customer().shop())) {
            if (isOther(only, journey.id())) {
                continue;
            }
            Turn.Mark mark = turn.mark();
            turn.work().restart();
            try {
                decided |= enter(turn, event, journey, moved, runner);
            } catch (RuntimeException | StackOverflowError e) {
                turn.rollBack(mark);
                failed(turn, event, journey, Parking.failure(e));
                decided = true;
            }
        }
        return decided;
    }

    /** Says of journeys that are paused what they would have begun, but for one whose run is going on. */
    private static void paused(Turn turn, Event event, @Nullable JourneyId only) {
        for (Journey journey :
                turn.definitions().pausedStartedBy(event.type(), turn.customer().shop())) {
            if (isOther(only, journey.id())) {
                continue;
            }
            Turn.Mark mark = turn.mark();
            turn.work().restart();
            try {
                String key = meantKey(turn, event, journey);
                if (key != null && running(turn, journey, key) == null) {
                    NotEntered.sayOfKey(turn, event, journey, key, NoEntryReason.PAUSED, Map.of());
                }
            } catch (RuntimeException | StackOverflowError e) {
                turn.rollBack(mark); // nothing was to begin
            }
        }
    }

    /** Journeys that this event would start if this engine could use them: the event is kept for people. */
    private static boolean missed(Turn turn, Event event, @Nullable JourneyId only) {
        boolean missed = false;
        for (BrokenVersion version :
                turn.definitions().brokenStartedBy(event.type(), turn.customer().shop())) {
            if (isOther(only, version.journey())) {
                continue;
            }
            missed = true;
            UUID run = Ids.instance(turn.customer(), version.journey(), event.source(), event.id());
            turn.record(
                    Outcome.NOT_ENTERED,
                    NoEntryReason.JOURNEY_BROKEN,
                    new Decision.About(version.journey().value(), version.version(), run, null),
                    null,
                    List.of(),
                    Map.of("cause", version.reason()));
            turn.setAside(SetAsideReason.JOURNEY_BROKEN);
        }
        return missed;
    }

    private static boolean isOther(@Nullable JourneyId only, JourneyId journey) {
        return only != null && !only.equals(journey);
    }

    private static boolean enter(Turn turn, Event event, Journey journey, Set<UUID> moved, StepRunner runner) {
        String key = meantKey(turn, event, journey);
        if (key == null) {
            return false;
        }
        UUID running = running(turn, journey, key);
        if (running != null) {
            if (!moved.contains(running) && !hears(turn, running, event)) {
                NotEntered.sayOfRun(turn, event, journey, running);
            }
            return false;
        }
        JourneyId other = EntryGuards.excluding(turn, journey);
        if (other != null) {
            NotEntered.sayOfKey(
                    turn, event, journey, key, NoEntryReason.IN_OTHER_JOURNEY, Map.of("other", other.value()));
            return false;
        }
        if (journey.entry().once() != null
                && EntryGuards.isKnown(turn, journey, facts(turn, event, key), about(turn, event, journey))) {
            NotEntered.sayOfKey(turn, event, journey, key, NoEntryReason.ALREADY_ENTERED, Map.of());
            return false;
        }
        if (EntryLimits.exhausted(turn, journey, key)) {
            NotEntered.sayOfKey(turn, event, journey, key, NoEntryReason.REENTRY, limit(journey));
            return false;
        }
        PastExits.Overtaking overtaking = PastExits.overtaking(turn, journey, facts(turn, event, key));
        if (overtaking != null) {
            NotEntered.say(turn, event, journey, NoEntryReason.OVERTAKEN, inputs(overtaking));
            return true;
        }
        switch (Holdout.holds(turn, journey) ? InstanceRoom.START : InstanceRoom.forOneMore(turn, journey)) {
            case InstanceRoom.Answer.Start go -> start(turn, event, journey, key, runner);
            case InstanceRoom.Answer.Queue queue -> queue(turn, event, journey, key);
            case InstanceRoom.Answer.Full full -> InstanceRoom.refuse(turn, about(turn, event, journey), full);
        }
        return true;
    }

    /**
     * The key of the run that this event is meant to start; null where it is not meant to. Says so where that cannot be known.
     */
    private static @Nullable String meantKey(Turn turn, Event event, Journey journey) {
        Evaluation keyed = keyed(turn, event, journey);
        if (keyed instanceof Evaluation.Failed(var problem)) {
            NotEntered.sayOfKey(turn, event, journey, "", NoEntryReason.NO_KEY, Map.of("cause", problem));
            return null;
        }
        String key = text(keyed);
        Entry entry = journey.entry();
        Evaluation holds = entry.condition() == null
                ? new Evaluation.Value(true)
                : turn.evaluate(entry.condition(), facts(turn, event, key));
        if (holds instanceof Evaluation.Failed(var problem)) {
            NotEntered.sayOfKey(turn, event, journey, key, NoEntryReason.CONDITION_UNKNOWN, Map.of("cause", problem));
        } else if (holds.isTrue() && isLate(turn, event, entry)) {
            Map<String, String> lateness = Map.of("lateness", String.valueOf(entry.lateness()));
            NotEntered.sayOfKey(turn, event, journey, key, NoEntryReason.TOO_LATE, lateness);
        } else if (holds.isTrue()) {
            return key;
        } else if (entry.condition() != null) {
            NotEntered.count(
                    turn,
                    event,
                    journey,
                    NoEntryReason.CONDITION,
                    entry.condition().source());
        }
        return null;
    }

    private static Map<String, String> limit(Journey journey) {
        Entry.Reentry reentry = Objects.requireNonNull(journey.entry().reentry());
        return Map.of(
                "max", String.valueOf(reentry.max()),
                "per", reentry.per().toString(),
                "by", reentry.by().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> inputs(PastExits.Overtaking overtaking) {
        return Map.of(
                "exit", overtaking.exit().reason(),
                "event", overtaking.by().type(),
                "at", overtaking.by().nominalAt().toString());
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
        turn.setAside(SetAsideReason.ENTRY_FAILED);
    }

    /** About the run that this event would start. */
    static Decision.About about(Turn turn, Event event, Journey journey) {
        UUID run = Ids.instance(turn.customer(), journey.id(), event.source(), event.id());
        return new Decision.About(journey.id().value(), journey.version(), run, null);
    }

    /**
     * Until when an event that started nothing, because an instance was running, too many had been or the journey is paused, could start
     * one if it came again; null where it could not. Without remembering it, a repeated change of a cart would begin that cart anew after the
     * purchase.
     */
    static @Nullable Instant mayEnterUntil(Turn turn, Event event) {
        String shop = turn.customer().shop();
        Instant live = mayEnterUntil(turn, event, turn.definitions().startedBy(event.type(), shop));
        Instant resumed = mayEnterUntil(turn, event, turn.definitions().pausedStartedBy(event.type(), shop));
        return live == null || resumed != null && resumed.isAfter(live) ? resumed : live;
    }

    private static @Nullable Instant mayEnterUntil(Turn turn, Event event, List<Journey> journeys) {
        Instant kept = turn.now().plus(Housekeeping.EVENTS_KEPT);
        Instant latest = null;
        for (Journey journey : journeys) {
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

    /** Whether this event could start the journey; also true where that cannot be computed. */
    private static boolean couldStart(Turn turn, Event event, Journey journey) {
        try {
            Evaluation key = keyed(turn, event, journey);
            return key instanceof Evaluation.Value && isMeant(turn, event, journey, text(key));
        } catch (RuntimeException | StackOverflowError e) {
            return true;
        }
    }

    /** Whether it is young enough and its condition holds. */
    private static boolean isMeant(Turn turn, Event event, Journey journey, String key) {
        Entry entry = journey.entry();
        return !isLate(turn, event, entry)
                && (entry.condition() == null
                        || turn.evaluate(entry.condition(), facts(turn, event, key))
                                .isTrue());
    }

    private static boolean isLate(Turn turn, Event event, Entry entry) {
        return entry.lateness() != null
                && event.occurredAt().plus(entry.lateness()).isBefore(turn.now());
    }

    private static Evaluation keyed(Turn turn, Event event, Journey journey) {
        return journey.entry().key() == null
                ? new Evaluation.Value("")
                : EntryGuards.telling(turn, journey.entry().key(), facts(turn, event, ""));
    }

    private static String text(Evaluation key) {
        return key instanceof Evaluation.Value(Object value) ? String.valueOf(value) : "";
    }

    /** The run of this key that is going on, or the one that does not happen to a customer who is held out. */
    private static @Nullable UUID running(Turn turn, Journey journey, String key) {
        for (Instance instance : turn.state().instances()) {
            if (instance.journey().equals(journey.id()) && instance.key().equals(key)) {
                return instance.id();
            }
        }
        return Holdout.standIn(turn, journey, key);
    }

    /** Whether the run looks at such events in the step in which it is. */
    private static boolean hears(Turn turn, UUID running, Event event) {
        Instance instance = turn.instance(running).orElse(null);
        if (instance == null || !(instance.position() instanceof Waiting)) {
            return false;
        }
        Journey journey = turn.journeyOf(instance);
        Step step = journey == null ? null : journey.steps().get(instance.step());
        if (step == null) {
            return false;
        }
        Step.Awaited awaited = step.awaited();
        return awaited.deciding().contains(event.type()) || awaited.resetting().contains(event.type());
    }

    private static Instance instance(Turn turn, Event event, Journey journey, String key, Position position) {
        Instant nominalAt = turn.cause().nominalAt();
        Decision.About about = about(turn, event, journey);
        return new Instance(
                about.instance(),
                journey.id(),
                journey.version(),
                key,
                journey.start(),
                0,
                position,
                RunContext.of(turn, journey, facts(turn, event, key)).kept(about),
                event.data(),
                event.type(),
                nominalAt,
                nominalAt);
    }

    private static void queue(Turn turn, Event event, Journey journey, String key) {
        Instance instance = instance(
                turn, event, journey, key, new Position.Queued(turn.cause().nominalAt()));
        EntryLimits.count(turn, journey, key);
        EntryGuards.remember(turn, journey, facts(turn, event, key));
        StepRunner.watchGoal(turn, journey, instance);
        turn.put(instance);
        record(turn, Outcome.QUEUED, NoEntryReason.TOO_MANY_RUNNING, instance, Holdout.exposed(turn, journey));
    }

    private static void start(Turn turn, Event event, Journey journey, String key, StepRunner runner) {
        Instant nominalAt = turn.cause().nominalAt();
        Instance instance = instance(turn, event, journey, key, new Waiting(nominalAt, nominalAt));
        EntryLimits.count(turn, journey, key);
        EntryGuards.remember(turn, journey, facts(turn, event, key));
        StepRunner.watchGoal(turn, journey, instance);
        Map<String, String> exposed = Holdout.exposed(turn, journey);
        if (Holdout.holds(turn, journey)) {
            Holdout.watch(turn, journey, instance);
            record(turn, Outcome.ENTERED, EntryReason.HOLDOUT, instance, exposed);
            return;
        }
        turn.put(instance);
        record(turn, Outcome.ENTERED, null, instance, exposed);
        runner.arrive(turn, instance, journey, journey.start(), nominalAt);
    }

    private static void record(
            Turn turn, Outcome outcome, @Nullable Reason reason, Instance instance, Map<String, String> inputs) {
        turn.record(outcome, reason, Turn.about(instance, null), null, List.of(), inputs);
    }

    private static Facts facts(Turn turn, Event event, String key) {
        return turn.facts(event.data(), Map.of(), key);
    }
}
