package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Amounts with their currencies among values. */
final class Money {
    private Money() {}

    /** The currency of all of them; null where there are none, one is no money, or they are of several. */
    static @Nullable String currency(List<Object> values) {
        Set<String> currencies = new HashSet<>();
        for (Object value : values) {
            if (!(value instanceof Map<?, ?> map)
                    || !(map.get("amount") instanceof Number)
                    || !(map.get("currency") instanceof String code)) {
                return null;
            }
            currencies.add(code);
        }
        return currencies.size() == 1 ? currencies.iterator().next() : null;
    }

    /** Their amounts. */
    static List<Object> amounts(List<Object> values) {
        List<Object> amounts = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Map<?, ?> map && map.get("amount") instanceof Number amount) {
                amounts.add(amount);
            }
        }
        return amounts;
    }
}
