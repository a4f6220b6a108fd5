package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step that sends, with a bug: it sends as it should, and one of its duties as a step does nothing. */
record PlantedSending(SendingRules step, Planted duties) implements SendingRules {
    PlantedSending(SendingRules step, Planted.Duty broken) {
        this(step, new Planted(step, broken));
    }

    @Override
    public String id() {
        return duties.id();
    }

    @Override
    public List<String> templates() {
        return duties.templates();
    }

    @Override
    public boolean waits() {
        return duties.waits();
    }

    @Override
    public Awaited awaited() {
        return duties.awaited();
    }

    @Override
    public boolean actsOutside() {
        return duties.actsOutside();
    }

    @Override
    public boolean mayShow() {
        return duties.mayShow();
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        return duties.enter(turn, instance, journey, nominalAt);
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        duties.wake(turn, instance, journey);
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return duties.answer(turn, instance, journey, answer);
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return duties.awaits(turn, instance, event);
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return duties.recomputed(turn, instance);
    }

    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return duties.migrate(turn, instance, position, before);
    }

    @Override
    public StepDrawing draw() {
        return duties.draw();
    }

    @Override
    public String template() {
        return step.template();
    }

    @Override
    public @Nullable Duration within() {
        return step.within();
    }

    @Override
    public @Nullable Expression until() {
        return step.until();
    }

    @Override
    public List<Via> channels() {
        return step.channels();
    }

    @Override
    public Manner manner() {
        return step.manner();
    }

    @Override
    public SendingRules computed(Turn turn, Instance instance) {
        return step.computed(turn, instance);
    }

    @Override
    public void sent(Turn turn, Instance instance, Journey journey, Instant at) {
        step.sent(turn, instance, journey, at);
    }

    @Override
    public void notSent(Turn turn, Instance instance, Journey journey, Instant at) {
        step.notSent(turn, instance, journey, at);
    }
}
