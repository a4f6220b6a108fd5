package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists in another order, or with each element once; by a property of the elements where one is given. */
final class Sorting {
    private Sorting() {}

    private record Keyed(@Nullable Object key, @Nullable Object element) {}

    static List<@Nullable Object> by(
            List<@Nullable Object> elements, Arguments given, Comparator<@Nullable Object> order) {
        List<@Nullable Object> keys = Elements.keys(elements, given);
        List<Keyed> keyed = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            keyed.add(new Keyed(keys.get(i), elements.get(i)));
        }
        keyed.sort((one, other) -> order.compare(one.key(), other.key()));
        List<@Nullable Object> sorted = new ArrayList<>(elements.size());
        keyed.forEach(one -> sorted.add(one.element()));
        return sorted;
    }

    /** Orders by letters, whether capital or small. */
    static Comparator<@Nullable Object> natural(Arguments given) {
        return (one, other) -> {
            if (one == null || other == null) {
                return Order.nilLast(one, other);
            }
            return given.text(one).compareToIgnoreCase(given.text(other));
        };
    }

    static List<@Nullable Object> unique(List<@Nullable Object> elements, Arguments given) {
        List<@Nullable Object> keys = Elements.keys(elements, given);
        List<@Nullable Object> unique = new ArrayList<>();
        Set<@Nullable Object> seen = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            if (seen.add(comparable(keys.get(i)))) {
                unique.add(elements.get(i));
            }
        }
        return unique;
    }

    /** Equal numbers are the same, of whatever kind they are. */
    private static @Nullable Object comparable(@Nullable Object key) {
        return switch (key) {
            case Number number -> plain(LiquidNumber.of(number).value());
            case CharSequence text -> text.toString();
            case null, default -> key;
        };
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
