package dev.vestnik.rules.product;

import dev.vestnik.rules.product.ProductDecided.Told;
import java.util.List;

/**
 * A decision of a bucket's owner.
 *
 * @param told to customers
 * @param untold the kinds of the news that some customers do not hear: others are in their way, nobody listens, or they are no news any more
 */
public record BucketDecided(BucketState state, List<Told> told, List<ProductNews.Kind> untold) {
    public BucketDecided {
        told = List.copyOf(told);
        untold = List.copyOf(untold);
    }
}
