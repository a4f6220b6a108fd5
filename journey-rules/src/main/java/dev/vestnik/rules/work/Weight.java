package dev.vestnik.rules.work;

import java.util.ArrayDeque;
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
            weight += ofElements(open.pop(), open);
        }
        return weight;
    }

    /** The weight of the elements beside being there; those that have something inside are left for later. */
    private static long ofElements(Object container, Deque<Object> open) {
        long weight = 0;
        switch (container) {
            case Collection<?> list -> {
                for (Object inner : list) {
                    weight += ofElement(inner, open);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    weight += ofElement(entry.getKey(), open) + ofElement(entry.getValue(), open);
                }
            }
            default -> {
                for (Object inner : (Object[]) container) {
                    weight += ofElement(inner, open);
                }
            }
        }
        return weight;
    }

    private static long ofElement(@Nullable Object element, Deque<Object> open) {
        if (element != null && isContainer(element)) {
            open.push(element);
        }
        return ofItself(element) - 1;
    }

    private static boolean isContainer(Object value) {
        return value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Object[];
    }
}
