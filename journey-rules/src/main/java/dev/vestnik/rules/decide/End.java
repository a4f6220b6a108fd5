package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends an instance. */
public record End(String id) implements StepRules {
    static final StepKind<End> KIND = new StepKind<>("end", """
            {"properties": {}}
            """, End::outline, End::read);

    private static StepOutline outline(Place step) {
        return new StepOutline(false);
    }

    private static End read(StepReading reading) {
        return new End(reading.id());
    }

    @Override
    public List<String> templates() {
        return List.of();
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Awaited awaited() {
        return Awaited.NOTHING;
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        turn.runner().complete(turn, instance);
        return null;
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner().complete(turn, instance);
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return Answer.NOT_AWAITED;
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return new Migration.To(position);
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        return new StepDrawing(KIND.type(), "the journey ends", List.of());
    }
}
