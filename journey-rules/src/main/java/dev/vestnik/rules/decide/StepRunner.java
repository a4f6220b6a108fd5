package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves instances from step to step until they wait for something or end. */
final class StepRunner {
    private final MessageStep messages;

    StepRunner(Links links) {
        this.messages = new MessageStep(this, new Gates(links));
    }

    /** Brings the instance to a step, or parks it there where that fails; {@code stepId} null ends it. */
    void arrive(Turn turn, Instance instance, Journey journey, @Nullable String stepId, Instant nominalAt) {
        if (stepId == null) {
            leave(turn, instance, "completed");
            return;
        }
        Turn.Mark mark = turn.mark();
        try {
            walk(turn, instance, journey, stepId, nominalAt);
        } catch (RuntimeException | StackOverflowError e) {
            turn.rollBack(mark);
            Parking.parkOnTheWay(turn, instance, stepId, nominalAt, e);
        }
    }

    /** Through branches, until something waits or ends. */
    private void walk(Turn turn, Instance instance, Journey journey, String stepId, Instant nominalAt) {
        String id = stepId;
        while (id != null && journey.step(id) instanceof Step.Branch branch) {
            turn.countStep();
            id = taken(turn, instance, branch);
        }
        if (id == null) {
            leave(turn, instance, "completed");
        } else {
            turn.countStep();
            stopAt(turn, instance, journey, journey.step(id), nominalAt);
        }
    }

    private void stopAt(Turn turn, Instance instance, Journey journey, Step step, Instant nominalAt) {
        int iteration = instance.iteration() + 1;
        switch (step) {
            case Step.Message message -> {
                Waiting here = new Waiting(nominalAt, nominalAt);
                messages.begin(turn, instance.at(message.id(), iteration, here), journey, message, nominalAt);
            }
            case Step.Delay delay ->
                turn.put(instance.at(
                        delay.id(), iteration, new Waiting(nominalAt, over(turn, instance, delay, nominalAt))));
            case Step.WaitUntil wait ->
                turn.put(instance.at(wait.id(), iteration, new Waiting(nominalAt, nominalAt.plus(wait.timeout()))));
            case Step.Branch branch -> throw new IllegalStateException("a branch is no place to stop: " + branch.id());
            case Step.End end -> leave(turn, instance, "completed");
        }
    }

    private static @Nullable String taken(Turn turn, Instance instance, Step.Branch branch) {
        for (Step.Case one : branch.cases()) {
            if (turn.evaluate(one.condition(), turn.facts(instance)).isTrue()) {
                return one.next();
            }
        }
        return branch.otherwise();
    }

    private static Instant over(Turn turn, Instance instance, Step.Delay delay, Instant nominalAt) {
        return switch (delay.until()) {
            case Step.Until.For(var duration) -> nominalAt.plus(duration);
            case Step.Until.At(var expression) ->
                turn.evaluate(expression, turn.facts(instance)) instanceof Evaluation.Value(Instant at)
                        ? at
                        : nominalAt;
            case Step.Until.Local(var time, var weekday) -> {
                ZoneId zone =
                        turn.state().profile().zone(turn.definitions().shop().zone());
                yield nextLocal(nominalAt, zone, time, weekday);
            }
        };
    }

    /** The first instant after {@code from} at which the clocks of the zone show this time (on that weekday). */
    static Instant nextLocal(Instant from, ZoneId zone, LocalTime time, @Nullable DayOfWeek weekday) {
        ZonedDateTime local = from.atZone(zone);
        ZonedDateTime candidate = local.with(time);
        if (weekday != null) {
            candidate = candidate.with(TemporalAdjusters.nextOrSame(weekday));
        }
        if (!candidate.toInstant().isAfter(from)) {
            candidate = weekday == null
                    ? local.plusDays(1).with(time)
                    : candidate.with(TemporalAdjusters.next(weekday)).with(time);
        }
        return candidate.toInstant();
    }

    /** The instance's time has come. */
    void timeUp(Turn turn, Instance instance, Journey journey) {
        Instant due = instance.position().due();
        Step step = journey.step(instance.step());
        switch (step) {
            case Step.Delay delay -> arrive(turn, instance, journey, delay.next(), due);
            case Step.WaitUntil wait -> arrive(turn, instance, journey, wait.onTimeout(), due);
            case Step.Message message -> messages.timeUp(turn, instance, journey, message);
            case Step.Branch branch -> arrive(turn, instance, journey, branch.id(), due);
            case Step.End end -> leave(turn, instance, "completed");
        }
    }

    MessageStep messages() {
        return messages;
    }

    /** Ends an instance; what it has sent and no gateway is known to have is taken back unless it completed. */
    void leave(Turn turn, Instance instance, String reason) {
        if (!reason.equals("completed")) {
            for (Outstanding message : List.copyOf(turn.state().messages())) {
                if (message.instance().equals(instance.id())) {
                    turn.revoke(message, reason);
                }
            }
        }
        turn.remove(instance);
        keepForGoal(turn, instance);
        turn.record(Outcome.LEFT, reason, Turn.about(instance, null));
    }

    /** A goal may look at the context after the instance is gone. */
    private static void keepForGoal(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        Goal goal = journey == null ? null : journey.goal();
        if (goal == null || !needsContext(goal) || instance.context().isEmpty()) {
            return;
        }
        turn.become(turn.state()
                .withGoals(turn.state().goals().stream()
                        .map(watch -> watch.instance().equals(instance.id()) ? watch.with(instance.context()) : watch)
                        .toList()));
    }

    private static boolean needsContext(Goal goal) {
        return mentionsContext(goal.trigger().match()) || mentionsContext(goal.value());
    }

    private static boolean mentionsContext(@Nullable Expression expression) {
        return expression != null && expression.source().contains("context");
    }

    /** Moves an instance of an older version as its journey's publications say; empty where it has ended. */
    @Nullable
    Instance settled(Turn turn, Instance instance) {
        var published = turn.definitions().journey(instance.journey());
        if (published == null) {
            return instance;
        }
        return switch (published.fateOf(instance.version())) {
            case KEEP -> instance;
            case EXIT -> {
                leave(turn, instance, "new-version");
                yield null;
            }
            case MIGRATE -> migrated(turn, instance, published.versions().get(published.current()));
        };
    }

    private @Nullable Instance migrated(Turn turn, Instance instance, @Nullable Journey current) {
        Journey old = turn.journeyOf(instance);
        if (current == null) {
            return instance;
        }
        if (instance.position() instanceof Position.Queued queued) { // it has not begun
            Instance moved = instance.on(current.version()).at(current.start(), instance.iteration(), queued);
            turn.put(moved);
            return moved;
        }
        Step there = current.steps().get(instance.step());
        Step here = old == null ? null : old.steps().get(instance.step());
        if (here == null || there == null || !there.getClass().equals(here.getClass())) {
            leave(turn, instance, "step-gone");
            return null;
        }
        Position position = position(instance.position(), here, there);
        if (position == null) {
            leave(turn, instance, "channel-gone");
            return null;
        }
        Instance moved = instance.on(current.version()).at(instance.step(), instance.iteration(), position);
        turn.put(moved);
        return moved;
    }

    /** The same place in the new step: the same channel, wherever it stands there now. Null where there is none. */
    private static @Nullable Position position(Position position, Step here, Step there) {
        return switch (position) {
            case Waiting waiting -> waiting;
            case Position.Queued queued -> queued;
            case Position.Stuck stuck -> position(stuck, here, there);
            case Position.Sent(var channel, var nominalAt, var message, var due) -> {
                int index = channel(here, channel, there);
                yield index < 0 ? null : new Position.Sent(index, nominalAt, message, due);
            }
            case Position.Held(var channel, var nominalAt, var gate, var due) -> {
                int index = channel(here, channel, there);
                yield index < 0 ? null : new Position.Held(index, nominalAt, gate, due);
            }
        };
    }

    private static @Nullable Position position(Position.Stuck stuck, Step here, Step there) {
        if (stuck.before() == null) {
            return stuck;
        }
        Position before = position(stuck.before(), here, there);
        return before == null
                ? null
                : new Position.Stuck(stuck.since(), stuck.failure(), stuck.nominalAt(), before, stuck.missed());
    }

    private static int channel(Step here, int index, Step there) {
        if (!(here instanceof Step.Message before) || !(there instanceof Step.Message after)) {
            return -1;
        }
        Channel channel = before.channels().get(index).channel();
        for (int i = 0; i < after.channels().size(); i++) {
            if (after.channels().get(i).channel() == channel) {
                return i;
            }
        }
        return -1;
    }

    /** Computes what an instance remembers from an event; what the event does not have is not remembered. */
    static Map<String, Object> context(Turn turn, Journey journey, dev.vestnik.rules.condition.Facts facts) {
        Map<String, Object> context = new java.util.HashMap<>();
        journey.context().forEach((name, expression) -> {
            if (turn.evaluate(expression, facts) instanceof Evaluation.Value(Object value)) {
                context.put(name, value);
            }
        });
        return Map.copyOf(context);
    }

    /** Starts the goal's time. */
    static void watchGoal(Turn turn, Journey journey, Instance instance) {
        Goal goal = journey.goal();
        if (goal != null) {
            List<GoalWatch> goals = new java.util.ArrayList<>(turn.state().goals());
            goals.add(new GoalWatch(
                    instance.id(),
                    instance.journey(),
                    instance.version(),
                    instance.key(),
                    Map.of(),
                    instance.enteredAt().plus(goal.within())));
            turn.become(turn.state().withGoals(goals));
        }
    }
}
