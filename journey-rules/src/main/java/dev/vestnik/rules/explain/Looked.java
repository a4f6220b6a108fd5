package dev.vestnik.rules.explain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition that decided something, or might have.
 *
 * @param condition as the journey has it written
 * @param problem why it cannot be computed; null: it can
 * @param values that it read, by their paths; an empty text where there was none
 */
public record Looked(
        String condition, boolean holds, @Nullable String problem, Map<String, Object> values) {
    public Looked {
        values = Map.copyOf(values);
    }
}
