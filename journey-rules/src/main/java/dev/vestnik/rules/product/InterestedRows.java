package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import java.util.List;
import java.util.Set;

/** The customers in a bucket: rows beside its state, which would have no room for them. */
public interface InterestedRows {

    record Interested(CustomerKey customer, Set<Interest.Kind> kinds) {
        public Interested {
            kinds = Set.copyOf(kinds);
        }
    }

    /** The first ones behind a customer's key, in an order that stays. */
    List<Interested> behind(String customer, int most);
}
