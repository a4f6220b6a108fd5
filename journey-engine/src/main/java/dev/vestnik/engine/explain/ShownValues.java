package dev.vestnik.engine.explain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that conditions read, as a caller may see them.
 *
 * @param open whether the caller may read texts of the shop
 */
record ShownValues(boolean open) {
    private static final int LONGEST = 200;

    Map<String, String> of(Map<String, Object> values) {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((path, value) -> shown.put(path, of(value)));
        return shown;
    }

    /** Numbers, instants, yes and no say nothing of a person; a text, or what holds texts, may. */
    String of(Object value) {
        if (value instanceof String text && text.isEmpty()) {
            return "absent";
        }
        if (!open && (value instanceof String || value instanceof Map<?, ?>)) {
            return "for the role support";
        }
        if (value instanceof List<?> list) {
            return list.size() + " elements";
        }
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
