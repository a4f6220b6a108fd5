package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.CustomerKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places in a product's waiting list, which no state would have room for. */
public interface WaitingRows {

    /** @param number higher for who joined later */
    record Place(long number, CustomerKey customer) {}

    /** The place of a customer; null for one who does not wait. */
    @Nullable
    Long placeOf(CustomerKey customer);

    /** The first places from there on. */
    List<Place> from(long number, int most);
}
