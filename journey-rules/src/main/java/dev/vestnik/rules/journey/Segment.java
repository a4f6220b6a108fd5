package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import java.util.List;
import java.util.Set;

/**
 * A segment: the customers for whom a condition holds, at the moment at which it is asked.
 *
 * @param shops whose customers may be in it; empty: every shop's
 * @param condition over {@code customer}, {@code now} and the counters
 * @param counters of its own, which count from the moment at which it was saved
 */
public record Segment(String id, Set<String> shops, Expression condition, List<Counter> counters) {
    public Segment {
        shops = Set.copyOf(shops);
        counters = List.copyOf(counters);
    }

    /** Whether customers of this shop may be in it. */
    public boolean isOf(String shop) {
        return shops.isEmpty() || shops.contains(shop);
    }
}
