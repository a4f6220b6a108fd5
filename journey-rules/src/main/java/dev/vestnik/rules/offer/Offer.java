package dev.vestnik.rules.offer;

import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An offer as its document describes it; its codes are with its pool.
 *
 * @param shops whose customers it is for; empty: every shop's
 * @param validFor how long a code is good from when it is given; null: without such an end
 * @param validUntil when every code is over, and none is given any more; null: never
 * @param lowAt a pool with fewer free codes runs low
 */
public record Offer(
        String id,
        Set<String> shops,
        @Nullable Duration validFor,
        @Nullable Instant validUntil,
        int lowAt) {
    public Offer {
        shops = Set.copyOf(shops);
    }

    /** The owner of an offer's codes. */
    public static Owner pool(String id) {
        return new Owner(OwnerKind.OFFER_POOL, id);
    }

    /** Whether customers of this shop may have it. */
    public boolean isOf(String shop) {
        return shops.isEmpty() || shops.contains(shop);
    }

    boolean isOver(Instant now) {
        return validUntil != null && !now.isBefore(validUntil);
    }

    /** The end of a code that is given now; null: never. */
    @Nullable
    Instant expiry(Instant now) {
        Instant own = validFor == null ? null : now.plus(validFor);
        return own == null || validUntil != null && validUntil.isBefore(own) ? validUntil : own;
    }
}
