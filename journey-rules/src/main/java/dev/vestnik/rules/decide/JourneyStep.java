package dev.vestnik.rules.decide;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
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
 * Starts another journey for the same customer, once or once for each item of a list, and goes on.
 *
 * @param starts the other journey
 * @param each gives the list; null: it is started once
 * @param data the fields of the event that the other journey is entered with, by name
 */
public record JourneyStep(
        String id,
        JourneyId starts,
        @Nullable Expression each,
        Map<String, Expression> data,
        @Nullable String next) implements PassingStep {
    static final StepKind<JourneyStep> KIND = new StepKind<>("journey", """
            {
              "description": "Starts another journey for the same customer, once or once for each item of a list",
              "required": ["journey"],
              "properties": {
                "journey": {"$ref": "#/$defs/id", "description": "One that is entered with journey.started"},
                "each": {"$ref": "#/$defs/expression", "description": "A list: one run for each of its first 50 items, event.item"},
                "data": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 20,
                  "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$", "not": {"enum": ["emitted", "item"]}},
                  "additionalProperties": {"$ref": "#/$defs/expression"},
                  "description": "The fields of its event, computed from what the instance knows"
                },
                "next": {"$ref": "#/$defs/next"}
              }
            }
            """, JourneyStep::outline, JourneyStep::read);

    public JourneyStep {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    private static StepOutline outline(Place step) {
        return new StepOutline(false).leadsTo(step.at("next"));
    }

    private static @Nullable JourneyStep read(StepReading reading) {
        Place journey = reading.at("journey");
        String starts = journey.requiredText();
        if (starts != null && !DocumentId.isValid(starts)) {
            journey.fault("must be 1-100 small letters, digits, dots and dashes");
        } else if (starts != null && Campaign.starts(new JourneyId(starts))) {
            journey.fault("is a campaign's, which its launches alone start");
        }
        for (String name : List.of(Emissions.EMITTED, JourneyStarts.ITEM)) {
            Place taken = reading.at("data").at(name);
            if (taken.present()) {
                taken.fault("is set by Vestnik; choose another name");
            }
        }
        Expression each = reading.list(reading.at("each"), "nothing is started then");
        Map<String, Expression> data = NamedValues.read(reading, reading.at("data"), "the event lacks it then");
        String next = reading.at("next").text();
        return starts == null || !DocumentId.isValid(starts)
                ? null
                : new JourneyStep(reading.id(), new JourneyId(starts), each, data, next);
    }

    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        JourneyStarts.start(turn, instance, this, nominalAt);
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
        String summary = "starts " + starts + (each == null ? "" : " for each of " + each.source());
        return new StepDrawing(KIND.type(), summary, List.of(new Arrow("then", next)));
    }
}
