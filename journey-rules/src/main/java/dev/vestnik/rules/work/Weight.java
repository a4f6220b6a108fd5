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
        return value == null || !isContainer(value) ? ofItself(value) : new Weighing().of(value);
    }

    /** The containers that are still to be looked into, however deep they lie in each other. */
    private static final class Weighing {
        private final Deque<Object> open = new ArrayDeque<>();
        private long weight;

        long of(Object value) {
            weight = ofItself(value);
            open.push(value);
            while (!open.isEmpty() && weight <= Work.MOST) {
                addElements(open.pop());
            }
            return weight;
        }

        /** The weight of the elements beside being there; those that have something inside are left for later. */
        private void addElements(Object container) {
            switch (container) {
                case Collection<?> list -> list.forEach(this::add);
                case Map<?, ?> map ->
                    map.forEach((key, element) -> {
                        add(key);
                        add(element);
                    });
                default -> {
                    for (Object inner : (Object[]) container) {
                        add(inner);
                    }
                }
            }
        }

        private void add(@Nullable Object element) {
            if (element != null && isContainer(element)) {
                open.push(element);
            }
            weight += ofItself(element) - 1;
        }
    }

    private static boolean isContainer(Object value) {
        return value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Object[];
    }
}
