package dev.vestnik.rules.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a pool itself, whatever the number of its codes, which are rows beside it ({@link PoolRows}); immutable.
 *
 * @param first the number of the free code that is given next
 * @param next the number of the code that becomes free next: those between the two are free
 * @param given codes that customers have, and have not redeemed
 * @param redeemed codes that were redeemed
 * @param countedAt when its codes are counted again for the metrics; null for a pool that never was
 */
public record PoolState(
        long first,
        long next,
        long given,
        long redeemed,
        @Nullable Instant countedAt) {
    /** A pool without a code. */
    public static final PoolState EMPTY = new PoolState(0, 0, 0, 0, null);

    public long free() {
        return next - first;
    }

    /** All codes that it has ever had. */
    public long total() {
        return free() + given + redeemed;
    }

    /** The state with one more free code, behind the others. */
    PoolState freed() {
        return new PoolState(first, next + 1, given, redeemed, countedAt);
    }

    /** The state after the first free code was given. */
    PoolState gave() {
        return new PoolState(first + 1, next, given + 1, redeemed, countedAt);
    }

    /** The state after a code was given back. */
    PoolState tookBack() {
        return new PoolState(first, next + 1, given - 1, redeemed, countedAt);
    }

    PoolState redeemedOne() {
        return new PoolState(first, next, given - 1, redeemed + 1, countedAt);
    }

    PoolState countedAgain(Instant at) {
        return new PoolState(first, next, given, redeemed, at);
    }
}
