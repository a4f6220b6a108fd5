package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Variable;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.LeaveReason;
import dev.vestnik.rules.reason.TakenBack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves instances from step to step until they wait for something or end. */
final class StepRunner {
    private final MessageStep messages;

    StepRunner(MessageTexts texts, Gates gates) {
        this.messages = new MessageStep(texts, gates);
    }

    /** Brings the instance to a step, or parks it there where that fails; {@code stepId} null ends it. */
    void arrive(Turn turn, Instance instance, Journey journey, @Nullable String stepId, Instant nominalAt) {
        if (stepId == null) {
            complete(turn, instance);
            return;
        }
        Tasks.withdraw(turn, instance.id(), TakenBack.MOVED_ON);
        Dialogues.forget(turn, instance.id());
        Turn.Mark mark = turn.mark();
        try {
            walk(turn, instance, journey, stepId, nominalAt);
        } catch (RuntimeException | StackOverflowError e) {
            turn.rollBack(mark);
            Parking.parkOnTheWay(turn, instance, stepId, nominalAt, e);
        }
    }

    /** Through the steps that pass it on at once, until one holds or ends it. */
    private static void walk(Turn turn, Instance instance, Journey journey, String stepId, Instant nominalAt) {
        String id = stepId;
        Instance walking = instance;
        while (id != null) {
            turn.work().countStep();
            turn.evaluator().reaches(walking, id);
            Instance before = turn.instance(instance.id()).orElse(null);
            StepRules step = step(journey, id);
            if (step.mayShow()) {
                HeldOffers.shown(turn, walking);
            }
            id = step.enter(turn, walking, journey, nominalAt);
            Instance after = turn.instance(instance.id()).orElse(null);
            walking = after == null || after == before ? walking : after; // a step may change what it remembers
        }
    }

    /** A step with its rules, which every kind has: {@link StepRegistry} takes no other. */
    static StepRules step(Journey journey, String id) {
        return (StepRules) journey.step(id);
    }

    /** Ends an instance that has come to its end. */
    void complete(Turn turn, Instance instance) {
        leave(turn, instance, Ending.COMPLETED);
    }

    MessageStep messages() {
        return messages;
    }

    /**
     * Ends an instance; unless it completed, messages that it has sent and no gateway is known to have are taken back.
     */
    void leave(Turn turn, Instance instance, LeaveReason reason) {
        if (reason != Ending.COMPLETED) {
            for (Outstanding message : List.copyOf(turn.state().messages())) {
                if (message.instance().equals(instance.id()) || TakenAlong.isIn(instance, message)) {
                    TakingBack.revoke(turn, message, reason);
                }
            }
            TakenAlong.abandoned(turn, instance);
        }
        Questions.giveBack(turn, instance.position());
        HeldOffers.left(turn, instance, reason);
        turn.remove(instance);
        Tasks.withdraw(turn, instance.id(), reason);
        Dialogues.forget(turn, instance.id());
        KeptEvents.forget(turn, instance.id());
        BegunBatches.forget(turn, instance);
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
        return readsContext(goal.trigger().match()) || readsContext(goal.value());
    }

    private static boolean readsContext(@Nullable Expression expression) {
        return expression != null && expression.reads(Variable.CONTEXT);
    }

    /** Moves every instance of an older version as its journey's publications say, without waiting for what happens to it next. */
    void settleAll(Turn turn) {
        for (Instance pinned : List.copyOf(turn.state().instances())) {
            if (turn.work().isExhausted()) {
                return; // the others have the next decision
            }
            Parking.guard(turn, pinned.id(), () -> settled(turn, pinned) == null);
        }
    }

    /** Moves an instance of an older version as its journey's publications say; empty where it has ended. */
    @Nullable
    Instance settled(Turn turn, Instance instance) {
        Published published = turn.definitions().journey(instance.journey());
        if (published == null) {
            return instance;
        }
        return switch (published.fateOf(instance.version())) {
            case KEEP -> instance;
            case EXIT -> {
                leave(turn, instance, Ending.NEW_VERSION);
                yield null;
            }
            case MIGRATE -> VersionMoves.migrated(turn, instance, published);
        };
    }

    /** Starts the goal's time. */
    static void watchGoal(Turn turn, Journey journey, Instance instance) {
        Goal goal = journey.goal();
        if (goal != null) {
            GoalWatch watch = new GoalWatch(
                    instance.id(),
                    instance.journey(),
                    instance.version(),
                    instance.key(),
                    Map.of(),
                    instance.enteredAt().plus(goal.within()));
            StateBounds.watch(turn, watch);
        }
    }
}
