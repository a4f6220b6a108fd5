package dev.vestnik.rules.template;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says which values are equal, and which of two comes first. */
final class Order {
    private Order() {}

    /** A text is never equal to a number; {@code 1} and {@code 1.0} are. */
    static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            return LiquidNumber.of(one).value().compareTo(LiquidNumber.of(other).value()) == 0;
        }
        if (one instanceof CharSequence text && other instanceof CharSequence same) {
            return text.length() == same.length() && CharSequence.compare(text, same) == 0;
        }
        if (one != null && other != null && Elements.isList(one) && Elements.isList(other)) {
            return areEqualLists(Elements.listed(one), Elements.listed(other));
        }
        return one instanceof Map<?, ?> map && other instanceof Map<?, ?> same
                ? areEqualMaps(map, same)
                : Objects.equals(one, other);
    }

    private static boolean areEqualLists(Collection<?> one, Collection<?> other) {
        Iterator<?> others = other.iterator();
        return one.size() == other.size() && one.stream().allMatch(element -> areEqual(element, others.next()));
    }

    private static boolean areEqualMaps(Map<?, ?> one, Map<?, ?> other) {
        return one.size() == other.size()
                && one.entrySet().stream()
                        .allMatch(entry -> other.containsKey(entry.getKey())
                                && areEqual(entry.getValue(), other.get(entry.getKey())));
    }

    /** Null where the two cannot be put in an order: one is missing, or a truth, a list or a map other than money. */
    static @Nullable Integer compared(@Nullable Object one, @Nullable Object other) {
        if (one instanceof CharSequence text && other instanceof CharSequence same) {
            return CharSequence.compare(text, same);
        }
        if (one instanceof Instant instant && other instanceof Instant same) {
            return instant.compareTo(same);
        }
        if (one instanceof Map<?, ?> && other instanceof Map<?, ?>) {
            List<Object> both = List.of(one, other);
            List<Object> amounts = Money.currency(both) == null ? List.of() : Money.amounts(both);
            return amounts.isEmpty() ? null : compared(amounts.getFirst(), amounts.getLast());
        }
        LiquidNumber number = LiquidNumber.exactly(one);
        LiquidNumber same = LiquidNumber.exactly(other);
        return number == null || same == null ? null : (Integer) number.value().compareTo(same.value());
    }

    /** Compares for sorting: a missing value comes last. */
    static int nilLast(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        Integer compared = compared(one, other);
        if (compared == null) {
            throw new Unrenderable("the filter \"sort\" cannot put different kinds of values in an order");
        }
        return compared;
    }
}
