package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.CustomerKey;
import java.util.List;

/**
 * A decision of a product's owner.
 *
 * @param places that are taken, or given up
 * @param spread to buckets
 * @param told to customers
 */
public record ProductDecided(ProductState state, List<PlaceRow> places, List<Spread> spread, List<Told> told) {
    public ProductDecided {
        places = List.copyOf(places);
        spread = List.copyOf(spread);
        told = List.copyOf(told);
    }

    static ProductDecided of(ProductState state) {
        return new ProductDecided(state, List.of(), List.of(), List.of());
    }

    /** @param taken whether the customer waits there from now on */
    public record PlaceRow(long number, CustomerKey customer, boolean taken) {}

    /** News for those in a bucket. */
    public record Spread(ProductKey bucket, ProductNews news) {}

    /** News for a customer. */
    public record Told(CustomerKey customer, ProductNews news) {}
}
