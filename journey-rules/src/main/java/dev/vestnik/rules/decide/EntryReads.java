package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.condition.PlainPaths;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The values that the condition of an entry reads, for those who ask why it did not hold. */
final class EntryReads {
    private EntryReads() {}

    static Map<String, Object> of(Turn turn, Event event, Journey journey) {
        Map<String, Object> values = new TreeMap<>();
        Expression condition = journey.entry().condition();
        if (condition != null) {
            Facts facts = turn.facts(event.data(), Map.of(), key(turn, event, journey));
            condition
                    .paths()
                    .forEach(path -> values.put(path, Objects.requireNonNullElse(PlainPaths.value(path, facts), "")));
        }
        return values;
    }

    private static String key(Turn turn, Event event, Journey journey) {
        Expression key = journey.entry().key();
        return key != null
                        && turn.evaluate(key, turn.facts(event.data(), Map.of(), ""))
                                instanceof Evaluation.Value(Object value)
                ? String.valueOf(value)
                : "";
    }
}
