package dev.vestnik.rules.decide;

import java.util.List;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import org.jspecify.annotations.Nullable;

/** A step that sends nothing and at which no instance waits: it does its work when one comes, and passes it on. */
interface PassingStep extends StepRules {
    @Override
    default List<String> templates() {
        return List.of();
    }

    @Override
    default boolean waits() {
        return false;
    }

    @Override
    default Awaited awaited() {
        return Awaited.NOTHING;
    }

    /** An instance that waits here nevertheless comes here anew. */
    @Override
    default void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner().arrive(turn, instance, journey, id(), instance.position().due());
    }

    @Override
    default boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return Answer.NOT_AWAITED;
    }

    @Override
    default boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    default Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    @Override
    default Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return new Migration.To(position);
    }
}
