package dev.vestnik.rules.decide;

import java.util.ArrayList;
import java.util.List;

/** Copies of lists with one element more. */
final class Lists {
    private Lists() {}

    static <T> List<T> with(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }
}
