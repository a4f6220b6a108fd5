package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A step with a bug: one of its duties does nothing. */
record Planted(StepRules step, Duty broken) implements StepRules {

    /** The duties of a step towards instances. */
    enum Duty {
        ENTER,
        WAKE,
        ANSWER,
        AWAITS,
        AWAITED,
        RECOMPUTED,
        MIGRATE,
        DRAW,
        /** Says the opposite: a code may be two customers', or is lost. */
        MAY_SHOW,
        /** All of its duties are done. */
        NONE
    }

    @Override
    public String id() {
        return step.id();
    }

    @Override
    public List<String> templates() {
        return step.templates();
    }

    @Override
    public boolean waits() {
        return step.waits();
    }

    @Override
    public Awaited awaited() {
        return broken == Duty.AWAITED ? new Awaited(Set.of(), Set.of()) : step.awaited();
    }

    @Override
    public boolean actsOutside() {
        return step.actsOutside();
    }

    @Override
    public boolean mayShow() {
        return (broken == Duty.MAY_SHOW) != step.mayShow();
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        if (broken == Duty.ENTER) {
            stay(turn, instance.at(id(), instance.iteration(), instance.position()));
            return null;
        }
        return step.enter(turn, instance, journey, nominalAt);
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        if (broken == Duty.WAKE) {
            stay(turn, instance);
        } else {
            step.wake(turn, instance, journey);
        }
    }

    /** The clock finds it no more. */
    private static void stay(Turn turn, Instance instance) {
        turn.put(instance.at(instance.step(), instance.iteration(), new Position.Waiting(turn.now(), Position.NEVER)));
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return broken == Duty.ANSWER ? Answer.NOT_AWAITED : step.answer(turn, instance, journey, answer);
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return broken != Duty.AWAITS && step.awaits(turn, instance, event);
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return broken == Duty.RECOMPUTED ? instance.position() : step.recomputed(turn, instance);
    }

    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return broken == Duty.MIGRATE
                ? new Migration.To(position)
                : step.migrate(turn, instance, position, sound(before));
    }

    private static StepRules sound(StepRules before) {
        return switch (before) {
            case Planted(var older, var duty) -> older;
            case PlantedSending(var older, var duties) -> older;
            default -> before;
        };
    }

    @Override
    public StepDrawing draw() {
        return broken == Duty.DRAW ? new StepDrawing(step.draw().kind(), "", List.of()) : step.draw();
    }
}
