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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets what the instance remembers, and attributes of the customer.
 *
 * @param context values by their name in the context
 * @param attributes values by their name among the attributes of the profile
 */
public record Update(
        String id,
        Map<String, Expression> context,
        Map<String, Expression> attributes,
        @Nullable String next) implements PassingStep {
    static final StepKind<Update> KIND = new StepKind<>("update", """
            {
              "description": "Sets what the instance remembers, and attributes of the customer",
              "anyOf": [{"required": ["context"]}, {"required": ["attributes"]}],
              "properties": {
                "context": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 20,
                  "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$"},
                  "additionalProperties": {"$ref": "#/$defs/expression"}
                },
                "attributes": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 20,
                  "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$"},
                  "additionalProperties": {"$ref": "#/$defs/expression"}
                },
                "next": {"$ref": "#/$defs/next"}
              }
            }
            """, Update::outline, Update::read);

    public Update {
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    private static StepOutline outline(Place step) {
        StepOutline outline = new StepOutline(false).leadsTo(step.at("next"));
        return outline.sets(step.at("context"));
    }

    private static Update read(StepReading reading) {
        if (!reading.at("context").present() && !reading.at("attributes").present()) {
            reading.place().fault("must say what to set: \"context\", \"attributes\"");
        }
        String otherwise = "it is not set then";
        return new Update(
                reading.id(),
                NamedValues.read(reading, reading.at("context"), otherwise),
                NamedValues.read(reading, reading.at("attributes"), otherwise),
                reading.at("next").text());
    }

    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instance updated = Updates.apply(turn, instance, this);
        if (next == null) {
            turn.runner().complete(turn, updated);
        }
        return next;
    }

    @Override
    public boolean actsOutside() {
        return !attributes.isEmpty();
    }

    @Override
    public StepDrawing draw() {
        String names = Stream.concat(
                        context.keySet().stream(), attributes.keySet().stream().map(name -> "customer." + name))
                .collect(Collectors.joining(", "));
        return new StepDrawing(KIND.type(), "sets " + names, List.of(new Arrow("then", next)));
    }
}
