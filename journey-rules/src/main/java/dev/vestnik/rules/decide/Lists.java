package dev.vestnik.rules.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Copies of lists with one element more, less, or in another's place. */
final class Lists {
    private Lists() {}

    static <T> List<T> with(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }

    /** With the element in the place of the one with its id; at the end where there is none. */
    static <T> List<T> put(List<T> list, T element, Function<T, UUID> id) {
        List<T> changed = new ArrayList<>(list.size() + 1);
        boolean found = false;
        for (T other : list) {
            boolean same = id.apply(other).equals(id.apply(element));
            changed.add(same ? element : other);
            found |= same;
        }
        if (!found) {
            changed.add(element);
        }
        return changed;
    }

    /** Without those that have the element's id. */
    static <T> List<T> without(List<T> list, T element, Function<T, UUID> id) {
        List<T> others = new ArrayList<>(list.size() + 1);
        for (T other : list) {
            if (!id.apply(other).equals(id.apply(element))) {
                others.add(other);
            }
        }
        return others;
    }
}
