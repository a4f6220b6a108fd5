package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.journey.Trigger;
import dev.vestnik.rules.reason.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of step that only the tests know: an event must come within a time. In a newer version that time may be another one. */
record Checkpoint(
        String id,
        Trigger trigger,
        Duration within,
        @Nullable String onPassed,
        @Nullable String onMissed) implements StepRules {
    static final StepKind<Checkpoint> KIND = new StepKind<>("checkpoint", """
            {
              "required": ["on", "within"],
              "properties": {
                "on": {"$ref": "#/$defs/eventType"},
                "match": {"$ref": "#/$defs/expression"},
                "within": {"$ref": "#/$defs/duration"},
                "onPassed": {"$ref": "#/$defs/next"},
                "onMissed": {"$ref": "#/$defs/next"}
              }
            }
            """, Checkpoint::outline, Checkpoint::read);

    private static StepOutline outline(Place step) {
        return new StepOutline(true)
                .leadsToWith(step.at("onPassed"), step.at("on"))
                .leadsTo(step.at("onMissed"));
    }

    private static @Nullable Checkpoint read(StepReading reading) {
        Trigger trigger = reading.trigger(reading.place());
        Duration within = reading.at("within").required() ? reading.at("within").duration() : null;
        String onPassed = reading.at("onPassed").text();
        String onMissed = reading.at("onMissed").text();
        return trigger == null || within == null
                ? null
                : new Checkpoint(reading.id(), trigger, within, onPassed, onMissed);
    }

    @Override
    public List<String> templates() {
        return List.of();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Awaited awaited() {
        return new Awaited(Set.of(trigger.on()), Set.of());
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        turn.put(instance.at(id, instance.iteration() + 1, new Waiting(nominalAt, nominalAt.plus(within))));
        return null;
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner()
                .arrive(turn, instance, journey, onMissed, instance.position().due());
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        if (!(answer instanceof Answer.Happened(var event)) || !EventRules.matches(turn, event, instance, trigger)) {
            return Answer.NOT_AWAITED;
        }
        turn.runner().arrive(turn, instance, journey, onPassed, turn.cause().nominalAt());
        return true;
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return EventRules.matches(turn, event, instance, trigger);
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return position instanceof Waiting waiting
                        && before instanceof Checkpoint older
                        && older.trigger().on().equals(trigger.on())
                ? new Migration.To(new Waiting(waiting.since(), waiting.since().plus(within)))
                : new Migration.Gone(Ending.STEP_GONE);
    }

    @Override
    public StepDrawing draw() {
        return new StepDrawing(
                KIND.type(),
                trigger.on() + " within " + StepDrawing.inWords(within),
                List.of(new Arrow("passed", onPassed), new Arrow("missed", onMissed)));
    }
}
