package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Exit;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Rule;
import dev.vestnik.rules.journey.Trigger;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.ExitRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applies an event: changes the profile, reaches goals, ends, moves and starts instances, in this order. */
final class EventRules {
    private static final Evaluation HOLDS = new Evaluation.Value(true);

    private final StepRunner runner;

    EventRules(StepRunner runner) {
        this.runner = runner;
    }

    void happened(Turn turn, Event event) {
        if (seen(turn.state(), event)) {
            return;
        }
        if (!turn.definitions().concerns(event.type()) && !ProfileRules.hears(event) && !isView(event)) {
            NotEntered.unheard(turn, event);
        }
        boolean effective = ProfileRules.apply(turn, event, runner);
        effective |= HeldOffers.reported(turn, event);
        Interests.hear(turn, event);
        effective |= happenedToJourneys(turn, event);
        Silences.hear(turn, event);
        remember(turn, event, effective);
    }

    /**
     * Applies to journeys an event that Vestnik makes of what came from outside, and may come again.
     *
     * @param heard whether a rule has listened to it already
     */
    void derived(Turn turn, Event event, boolean heard) {
        if (seen(turn.state(), event)) {
            return;
        }
        if (!heard && !turn.definitions().concerns(event.type())) {
            NotEntered.unheard(turn, event);
        }
        boolean effective = happenedToJourneys(turn, event);
        Silences.hear(turn, event);
        remember(turn, event, effective);
    }

    /** Starts one journey with an event that a step of another run has made for it. */
    void started(Turn turn, Event event, JourneyId journey) {
        if (!seen(turn.state(), event)) {
            EntryRules.enter(turn, event, journey, Set.of(), runner);
            Housekeeping.remember(turn, new Seen(event.fingerprint(), turn.now().plus(Housekeeping.EVENTS_KEPT)));
        }
    }

    /**
     * Starts one journey at a moment of its calendar. True when a decision came of it.
     *
     * @param remembered how long the same occasion starts nothing again, once a decision has come of it; null: others see to that
     */
    boolean due(Turn turn, Event event, JourneyId journey, @Nullable Duration remembered) {
        if (seen(turn.state(), event)) {
            return false;
        }
        boolean decided = EntryRules.enter(turn, event, journey, Set.of(), runner);
        if (decided && remembered != null) {
            Housekeeping.remember(turn, new Seen(event.fingerprint(), turn.now().plus(remembered)));
        }
        return decided;
    }

    /** @param effectiveSoFar whether something happened that must not happen twice */
    private static void remember(Turn turn, Event event, boolean effectiveSoFar) {
        boolean effective = effectiveSoFar || turn.definitions().decidesOn(event.type()) && !isView(event);
        Instant until = effective ? turn.now().plus(Housekeeping.EVENTS_KEPT) : EntryRules.mayEnterUntil(turn, event);
        if (until != null) {
            Housekeeping.remember(turn, new Seen(event.fingerprint(), until));
        }
    }

    /**
     * Applies an event to journeys alone, also one that the engine derives. True when something happened that must not happen twice.
     */
    boolean happenedToJourneys(Turn turn, Event event) {
        if (!turn.definitions().concerns(event.type())) {
            return false;
        }
        boolean effective = Counters.count(turn, event);
        effective |= goals(turn, event);
        Set<UUID> moved = new HashSet<>();
        for (Instance instance : List.copyOf(turn.state().instances())) {
            if (moveGuarded(turn, event, instance)) {
                moved.add(instance.id());
            }
        }
        effective |= !moved.isEmpty();
        effective |= EntryRules.enter(turn, event, null, moved, runner);
        PastExits.remember(turn, event);
        return effective;
    }

    static boolean seen(CustomerState state, Event event) {
        if (state.seen().isEmpty()) {
            return false;
        }
        long fingerprint = event.fingerprint();
        for (Seen seen : state.seen()) {
            if (seen.fingerprint() == fingerprint) {
                return true;
            }
        }
        return false;
    }

    private static boolean goals(Turn turn, Event event) {
        boolean reached = false;
        for (GoalWatch watch : List.copyOf(turn.state().goals())) {
            Published published = turn.definitions().journey(watch.journey());
            Journey journey = published == null ? null : published.version(watch.version());
            Goal goal = journey == null ? null : journey.goal();
            if (journey != null
                    && goal != null
                    && goal.trigger().on().equals(event.type())
                    && !turn.now().isAfter(watch.until())
                    && counts(turn, event, watch.until().minus(goal.within()))) {
                reached |= tryToReach(turn, event, watch, journey);
            }
        }
        return reached;
    }

    /** A watch that fails is dropped, and a decision says so: it would fail with each event. */
    private static boolean tryToReach(Turn turn, Event event, GoalWatch watch, Journey journey) {
        Turn.Mark mark = turn.mark();
        turn.work().restart();
        try {
            return reach(turn, event, watch, journey);
        } catch (RuntimeException | StackOverflowError e) {
            turn.rollBack(mark);
            drop(turn, watch);
            turn.record(
                    Outcome.STUCK,
                    Breakdown.GOAL_FAILED,
                    about(watch),
                    null,
                    List.of(),
                    Map.of("cause", Parking.failure(e).cause()));
            return true;
        }
    }

    private static void drop(Turn turn, GoalWatch watch) {
        turn.become(turn.state()
                .withGoals(turn.state().goals().stream()
                        .filter(other -> !other.equals(watch))
                        .toList()));
    }

    private static About about(GoalWatch watch) {
        return new About(watch.journey().value(), watch.version(), watch.instance(), null);
    }

    private static boolean reach(Turn turn, Event event, GoalWatch watch, Journey journey) {
        Goal goal = Objects.requireNonNull(journey.goal());
        Map<String, Object> context =
                turn.instance(watch.instance()).map(Instance::context).orElse(watch.context());
        Facts facts = turn.facts(event.data(), context, watch.key());
        if (!isReached(turn, watch, goal.trigger().match(), facts)) {
            return false;
        }
        drop(turn, watch);
        Map<String, String> inputs = new HashMap<>(Holdout.converted(turn, journey, goal));
        inputs.putAll(Experiments.converted(turn, journey.id(), goal));
        if (goal.value() != null) {
            switch (turn.evaluate(goal.value(), facts)) {
                case Evaluation.Value(Object value) -> inputs.putAll(Sales.of(turn, event, value));
                case Evaluation.Failed(String problem) -> inputs.put("no-value", problem);
            }
        }
        turn.record(Outcome.CONVERTED, null, about(watch), null, List.of(), inputs);
        return true;
    }

    private static boolean isReached(Turn turn, GoalWatch watch, @Nullable Expression match, Facts facts) {
        Evaluation result = match == null ? HOLDS : turn.evaluate(match, facts);
        if (match != null && result instanceof Evaluation.Failed(var problem)) {
            Unknowns.sayOnce(turn, about(watch), match, problem);
        }
        return result.isTrue();
    }

    /** Where the instance is parked, or is parked now, what the event would have done is kept for its retry. */
    boolean moveGuarded(Turn turn, Event event, Instance pinned) {
        boolean effective = Parking.guard(turn, pinned.id(), () -> move(turn, event, pinned));
        Instance now = turn.instance(pinned.id()).orElse(null);
        if (now != null
                && now.position() instanceof Position.Stuck stuck
                && (pinned.position() instanceof Position.Stuck || stuck.before() != null)
                && decides(turn, event, now)) {
            Parking.miss(turn, now, event);
            return true;
        }
        return effective;
    }

    private static boolean decides(Turn turn, Event event, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        return journey == null || journey.decidingEventTypes().contains(event.type());
    }

    /** Whether an exit rule ends the instance. */
    boolean leaves(Turn turn, Event event, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        return journey != null && leaves(turn, event, instance, journey);
    }

    private boolean leaves(Turn turn, Event event, Instance instance, Journey journey) {
        for (Exit exit : journey.exits()) {
            if (counts(turn, event, instance.enteredAt()) && matches(turn, event, instance, exit.trigger())) {
                runner.leave(turn, instance, new ExitRule(exit.reason()));
                return true;
            }
        }
        return false;
    }

    private boolean move(Turn turn, Event event, Instance pinned) {
        Instance instance = runner.settled(turn, pinned);
        Journey journey = instance == null ? null : turn.journeyOf(instance);
        if (instance == null || journey == null) {
            return instance == null;
        }
        if (leaves(turn, event, instance, journey)) {
            return true;
        }
        boolean atWork = isAtWork(instance);
        Rule rule = isParked(instance) ? null : StandingRules.fulfilled(turn, event, instance, journey);
        Instance refreshed = rule == null ? instance : StandingRules.refreshed(turn, event, instance, journey, rule);
        if (rule != null && rule.goTo() != null && atWork) {
            StandingRules.lead(turn, event, refreshed, journey, rule);
            return true;
        }
        if (!atWork) {
            return refreshed != instance;
        }
        Instance now = refreshed == instance ? instance : StandingRules.recomputed(turn, refreshed, journey);
        boolean answered = StepRunner.step(journey, now.step()).answer(turn, now, journey, new Answer.Happened(event));
        return answered || refreshed != instance;
    }

    private static boolean isParked(Instance instance) {
        return instance.position() instanceof Position.Stuck;
    }

    private static boolean isAtWork(Instance instance) {
        return !isParked(instance) && !(instance.position() instanceof Position.Queued);
    }

    /**
     * Views come by the hundred, so they are not remembered where they found nobody. Come again, such a view must not touch a run that
     * began after it either: a view from before a run does not count for it.
     */
    static boolean isView(Event event) {
        return Event.VIEWS.contains(event.type());
    }

    /** Whether it matters for what began then. */
    static boolean counts(Turn turn, Event event, Instant began) {
        return !isView(event) || !turn.cause().nominalAt().isBefore(began);
    }

    /** A condition that cannot be computed does not hold, which is said once a run. */
    static boolean matches(Turn turn, Event event, Instance instance, Trigger trigger) {
        if (!trigger.on().equals(event.type())) {
            return false;
        }
        Expression match = trigger.match();
        Evaluation result = match == null ? HOLDS : turn.evaluate(match, turn.facts(event, instance));
        if (match != null && result instanceof Evaluation.Failed(var problem)) {
            Unknowns.sayOnce(turn, Turn.about(instance, null), match, problem);
        }
        return result.isTrue();
    }
}
