package dev.vestnik.rules.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Amounts with their currencies among values. */
final class Money {
    private Money() {}

    /** The currency of all of them; null where there are none, one is no money, or they are of several. */
    static @Nullable String currency(List<? extends @Nullable Object> values) {
        List<@Nullable String> currencies = values.stream()
                .<@Nullable String>map(Money::currency)
                .distinct()
                .toList();
        return currencies.size() == 1 ? currencies.getFirst() : null;
    }

    private static @Nullable String currency(@Nullable Object value) {
        boolean money = value instanceof Map<?, ?> map && map.get("amount") instanceof Number;
        return money && ((Map<?, ?>) value).get("currency") instanceof String code ? code : null;
    }

    /** Their amounts, which {@link #currency} has found to be there. */
    static List<Object> amounts(List<? extends @Nullable Object> values) {
        return values.stream()
                .map(value -> ((Map<?, ?>) Objects.requireNonNull(value)).get("amount"))
                .<Object>map(Objects::requireNonNull)
                .toList();
    }
}
