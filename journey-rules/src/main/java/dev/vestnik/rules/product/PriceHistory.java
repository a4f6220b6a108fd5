package dev.vestnik.rules.product;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The prices at which a product could be bought, as far as they say from which one it dropped: the lowest of the last 30 days, as the law of
 * the EU has it (directive 98/6/EC, article 6a), so that a price that was raised before it is lowered is no drop.
 *
 * @param past in the order of time, and so of amounts: one that a later, lower price followed says nothing
 */
public record PriceHistory(List<Past> past) {
    /** No price before the one of now. */
    public static final PriceHistory NONE = new PriceHistory(List.of());

    /** A price counts for so long after it was replaced. */
    static final Duration COUNTS = Duration.ofDays(30);

    private static final int MOST = 20;

    public PriceHistory {
        past = List.copyOf(past);
    }

    /** @param until when another price followed, or nothing was left */
    public record Past(ProductPrice price, Instant until) {}

    /**
     * The price from which another one drops; null where it could be bought at none.
     *
     * @param current the price of now; null where nothing is left to be bought
     */
    @Nullable
    ProductPrice lowest(@Nullable ProductPrice current, Instant now) {
        ProductPrice lowest = current;
        for (Past one : past) {
            if (counts(one, now) && (lowest == null || one.price().isBelow(lowest))) {
                lowest = one.price();
            }
        }
        return lowest;
    }

    /** The history once {@code current} is not the price any more, or nothing is left. */
    PriceHistory followed(ProductPrice current, Instant now) {
        List<Past> kept = new ArrayList<>();
        for (Past one : past) {
            if (counts(one, now) && one.price().isBelow(current)) {
                kept.add(one);
            }
        }
        if (kept.size() < MOST) { // else the lower ones say more
            kept.add(new Past(current, now));
        }
        return new PriceHistory(kept);
    }

    private static boolean counts(Past one, Instant now) {
        return one.until().plus(COUNTS).isAfter(now);
    }
}
