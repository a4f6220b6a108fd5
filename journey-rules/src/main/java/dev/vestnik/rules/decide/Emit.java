package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets an event of the shop's own happen to the customer, which starts, advances and ends journeys like any other.
 *
 * @param event its type
 * @param data its fields, by name
 */
public record Emit(
        String id,
        String event,
        Map<String, Expression> data,
        @Nullable String next) implements PassingStep {
    static final StepKind<Emit> KIND = new StepKind<>("emit", """
            {
              "description": "Lets an event of the shop's own happen to the customer",
              "required": ["event"],
              "properties": {
                "event": {"type": "string", "pattern": "^x\\\\.[A-Za-z0-9][A-Za-z0-9._-]{0,97}$"},
                "data": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 20,
                  "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$", "not": {"const": "emitted"}},
                  "additionalProperties": {"$ref": "#/$defs/expression"},
                  "description": "Its fields, computed from what the instance knows"
                },
                "next": {"$ref": "#/$defs/next"}
              }
            }
            """, Emit::outline, Emit::read);

    public Emit {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    private static StepOutline outline(Place step) {
        return new StepOutline(false).leadsTo(step.at("next"));
    }

    private static @Nullable Emit read(StepReading reading) {
        Place type = reading.at("event");
        String event = type.requiredText();
        if (event != null && !event.matches("x\\.[A-Za-z0-9][A-Za-z0-9._-]{0,97}")) {
            type.fault("must be an event of your own, such as x.waited: letters, digits, dots and dashes");
        }
        if (reading.at("data").at(Emissions.EMITTED).present()) {
            reading.at("data").at(Emissions.EMITTED).fault("is set by Vestnik; choose another name");
        }
        Map<String, Expression> data = NamedValues.read(reading, reading.at("data"), "the event lacks it then");
        String next = reading.at("next").text();
        return event == null ? null : new Emit(reading.id(), event, data, next);
    }

    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        turn.emissions().emit(turn, instance, this, nominalAt);
        if (next == null) {
            turn.runner().complete(turn, instance);
        }
        return next;
    }

    @Override
    public boolean actsOutside() {
        return true;
    }

    @Override
    public StepDrawing draw() {
        return new StepDrawing(KIND.type(), event, List.of(new Arrow("then", next)));
    }
}
