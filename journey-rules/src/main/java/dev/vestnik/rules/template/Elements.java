package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of values, and what the elements have. */
final class Elements {
    private Elements() {}

    static boolean isList(@Nullable Object value) {
        return value instanceof Collection<?> || value instanceof Object[];
    }

    /** The elements of a list and of the lists in it; the value itself where it is none. */
    static List<@Nullable Object> of(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!isList(value)) {
            return Collections.singletonList(value);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        addAll(value, elements);
        return elements;
    }

    private static void addAll(Object list, List<@Nullable Object> elements) {
        for (Object element : listed(list)) {
            if (element != null && isList(element)) {
                addAll(element, elements);
            } else {
                elements.add(element);
            }
        }
    }

    /** A list as it is. */
    static Collection<? extends @Nullable Object> listed(Object list) {
        return list instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) list;
    }

    /** A field of an element, or of a map in it ({@code price.amount}); null where it has none. */
    static @Nullable Object property(@Nullable Object element, String name) {
        if (!(element instanceof Map<?, ?> map)) {
            return null;
        }
        int dot = name.indexOf('.');
        Object whole = map.get(name);
        return whole != null || dot < 0 ? whole : property(map.get(name.substring(0, dot)), name.substring(dot + 1));
    }

    static List<@Nullable Object> properties(List<@Nullable Object> elements, String name) {
        List<@Nullable Object> properties = new ArrayList<>(elements.size());
        elements.forEach(element -> properties.add(property(element, name)));
        return properties;
    }

    /** The property that the first argument names, of each; the elements themselves where there is no argument. */
    static List<@Nullable Object> keys(List<@Nullable Object> elements, Arguments given) {
        return given.has(0) ? properties(elements, given.text(0, "")) : elements;
    }

    /** The elements whose property is the second argument, or is true where there is none; or all the others. */
    static List<@Nullable Object> matching(List<@Nullable Object> elements, Arguments given, boolean wanted) {
        List<@Nullable Object> matching = new ArrayList<>();
        for (Object element : elements) {
            if (matches(element, given) == wanted) {
                matching.add(element);
            }
        }
        return matching;
    }

    /** The place of the first such element; -1 where there is none. */
    static int indexOf(List<@Nullable Object> elements, Arguments given) {
        for (int i = 0; i < elements.size(); i++) {
            if (matches(elements.get(i), given)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(@Nullable Object element, Arguments given) {
        Object property = property(element, given.text(0, ""));
        return given.has(1)
                ? Order.areEqual(property, given.value(1))
                : property != null && !Boolean.FALSE.equals(property);
    }
}
