package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.condition.PlainPaths;
import dev.vestnik.rules.journey.Segment;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells whether the customer is in a segment now. */
final class Segments {
    private Segments() {}

    /** Nobody of another shop is in it. */
    static Evaluation holds(Turn turn, Segment segment) {
        return segment.isOf(turn.customer().shop())
                ? turn.evaluate(segment.condition(), facts(turn))
                : new Evaluation.Value(false);
    }

    /** However a segment's condition is written, it asks for no segment: not for itself either. */
    private static Facts facts(Turn turn) {
        KnownCustomer customer = new KnownCustomer(turn.state().profile(), turn, false);
        return new Facts(
                Map.of(), Map.of(), customer, "", turn.now(), turn.work().one());
    }

    /** The segments as conditions read them, by id; none where that cannot be computed, so that the condition cannot either. */
    static Map<String, Object> asFields(Turn turn) {
        return new Counters.Fields() {
            @Override
            @Nullable
            Object at(String id) {
                Segment segment = turn.definitions().audiences().segment(id);
                return segment != null && holds(turn, segment) instanceof Evaluation.Value(Object value) ? value : null;
            }
        };
    }

    /** The values that its condition reads, by their paths; an empty text where there is none under a path. */
    static Map<String, Object> reads(Turn turn, Segment segment) {
        Facts facts = facts(turn);
        Map<String, Object> values = new TreeMap<>();
        segment.condition().paths().forEach(path -> {
            Object value = PlainPaths.value(path, facts);
            values.put(path, value == null ? "" : value);
        });
        return values;
    }
}
