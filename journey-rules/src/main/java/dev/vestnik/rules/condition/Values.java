package dev.vestnik.rules.condition;

import com.google.common.primitives.UnsignedLong;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the evaluator's results into values that can be remembered: no views, no types of its own. */
final class Values {
    private Values() {}

    /** The value; null where it is not of a kind that can be remembered. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Double number -> number;
            case Instant instant -> instant;
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            case UnsignedLong number -> number.longValue();
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Fields fields -> map(fields.value());
            case null, default -> null;
        };
    }

    private static List<Object> list(List<?> list) {
        List<Object> plain = new ArrayList<>(list.size());
        for (Object element : list) {
            Object value = plain(element);
            if (value != null) {
                plain.add(value);
            }
        }
        return List.copyOf(plain);
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> plain = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, element) -> {
            Object value = plain(element);
            if (value != null) {
                plain.put(String.valueOf(name), value);
            }
        });
        return Map.copyOf(plain);
    }
}
