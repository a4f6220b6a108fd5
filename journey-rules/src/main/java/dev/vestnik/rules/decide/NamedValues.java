package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.work.Weight;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values by name that a step computes: read from its document, and computed over what an instance knows. */
final class NamedValues {
    private static final int MOST = 20;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,63}";

    /** The largest of them, in the units of {@link Weight}, of which one is about a character. */
    static final long LARGEST = 10_000;

    private NamedValues() {}

    /** @param otherwise what happens where one cannot be computed, in words for the author */
    static Map<String, Expression> read(StepReading reading, Place map, String otherwise) {
        Map<String, Expression> values = new LinkedHashMap<>();
        Map<String, Place> entries = map.entries();
        if (map.present() && map.isMap() && (entries.isEmpty() || entries.size() > MOST)) {
            map.fault("must be 1-" + MOST + " names with their values");
        }
        entries.forEach((name, place) -> {
            if (!name.matches(NAME)) {
                place.fault("must have a name of letters, digits and _");
            }
            Expression value = place.required() ? reading.value(place, otherwise) : null;
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** The values that can be computed; of the others a decision says why. */
    static Map<String, Object> computed(Turn turn, Instance instance, String step, Map<String, Expression> values) {
        Map<String, Object> computed = new LinkedHashMap<>();
        values.forEach((name, expression) -> {
            switch (turn.evaluate(expression, turn.facts(instance))) {
                case Evaluation.Value(Duration length) ->
                    Unknowns.say(turn, Turn.about(instance, step), expression, "a duration cannot be kept");
                case Evaluation.Value(Object value) -> computed.put(name, value);
                case Evaluation.Failed(String problem) ->
                    Unknowns.say(turn, Turn.about(instance, step), expression, problem);
            }
        });
        return computed;
    }
}
