package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer tells the owner of a product, or of a bucket, why it concerns them.
 *
 * @param kinds empty: it does not any more
 * @param visitor the key under which the customer has waited before it was known who it is; null: under none
 */
public record InterestWord(
        CustomerKey customer,
        Set<Interest.Kind> kinds,
        @Nullable CustomerKey visitor) {
    public InterestWord {
        kinds = Set.copyOf(kinds);
    }

    /** One of a customer who has no other key. */
    public InterestWord(CustomerKey customer, Set<Interest.Kind> kinds) {
        this(customer, kinds, null);
    }
}
