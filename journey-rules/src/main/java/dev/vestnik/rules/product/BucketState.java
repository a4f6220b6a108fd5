package dev.vestnik.rules.product;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The news on their way to those in a bucket; who is in it are rows beside it ({@link InterestedRows}).
 *
 * @param fanOuts the one that is told first at the front
 * @param known the product as its owner told it last; null where it has been in no news of late
 * @param walksAt when it goes on, or forgets; null: there is nothing to tell
 */
public record BucketState(
        List<ProductFanOut> fanOuts,
        @Nullable Known known,
        @Nullable Instant walksAt) {
    /** Nothing to tell. */
    public static final BucketState NONE = new BucketState(List.of(), null, null);

    public BucketState {
        fanOuts = List.copyOf(fanOuts);
    }

    /**
     * A copy of a product's facts, by which a bucket answers its customers, so that they do not all ask the product. The owner tells each change
     * of them for as long.
     */
    public record Known(ProductFacts facts, Instant until) {}

    /** The facts by which the bucket may answer; null: it must ask. */
    public @Nullable ProductFacts facts(Instant now) {
        return known == null || !known.until().isAfter(now) ? null : known.facts();
    }

    static BucketState of(List<ProductFanOut> fanOuts, @Nullable Known known, Instant now) {
        Instant next = known == null ? null : known.until();
        for (ProductFanOut one : fanOuts) {
            Instant at = one.isTrue() ? now : one.until();
            next = next == null || at.isBefore(next) ? at : next;
        }
        return new BucketState(fanOuts, known, next);
    }
}
