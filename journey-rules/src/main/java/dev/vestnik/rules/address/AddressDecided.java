package dev.vestnik.rules.address;

import dev.vestnik.rules.customer.CustomerKey;
import java.util.List;

/**
 * The result of a decision about an address.
 *
 * @param state the address's state after it; the very same object where nothing changed
 */
public record AddressDecided(AddressState state, List<Told> told) {

    /** A customer who is to hear it. */
    public record Told(CustomerKey customer, AddressNews news) {}

    public AddressDecided {
        told = List.copyOf(told);
    }
}
