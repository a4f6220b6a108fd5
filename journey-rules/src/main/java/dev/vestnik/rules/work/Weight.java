package dev.vestnik.rules.work;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures values in the units of {@link Work}. */
public final class Weight {
    private Weight() {}

    /** One for the value and for each of its characters or elements, but not for what is inside of those. */
    public static long ofItself(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> 1L + text.length();
            case Collection<?> list -> 1L + list.size();
            case Map<?, ?> map -> 1L + map.size();
            case Object[] array -> 1L + array.length;
            case null, default -> 1;
        };
    }

    /** The same with all that is inside; stops looking once it is more than {@link Work#MOST}. */
    public static long of(@Nullable Object value) {
        long weight = ofItself(value);
        if (value == null || !isContainer(value)) {
            return weight;
        }
        Deque<Object> open = new ArrayDeque<>();
        open.push(value);
        while (!open.isEmpty() && weight <= Work.MOST) {
            for (Object inner : elements(open.pop())) {
                weight += Math.max(0, ofItself(inner) - 1);
                if (inner != null && isContainer(inner)) {
                    open.push(inner);
                }
            }
        }
        return weight;
    }

    private static boolean isContainer(Object value) {
        return value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Object[];
    }

    private static Iterable<? extends @Nullable Object> elements(Object container) {
        return switch (container) {
            case Collection<?> list -> list;
            case Map<?, ?> map -> keysAndValues(map);
            case Object[] array -> Arrays.asList(array);
            default -> java.util.List.of();
        };
    }

    private static Iterable<? extends @Nullable Object> keysAndValues(Map<?, ?> map) {
        return () -> map.entrySet().stream()
                .<@Nullable Object>mapMulti((entry, each) -> {
                    each.accept(entry.getKey());
                    each.accept(entry.getValue());
                })
                .iterator();
    }
}
