package dev.vestnik.engine.audience;

import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.campaign.CustomerLists;
import dev.vestnik.rules.journey.Journey;
import org.jspecify.annotations.Nullable;

/**
 * The list of a campaign, and the customers in it whom no engine knows: they had never been heard of when it was uploaded, or have been erased
 * since.
 *
 * @param customers in the list
 */
public record ListedCustomers(String id, long customers, Estimate unknown) {
    /** Null where there is no list. */
    static @Nullable ListedCustomers of(@Nullable String id, CustomerLists lists, Journey campaign) {
        if (id == null) {
            return null;
        }
        long customers = lists.named(id).values().stream()
                .filter(list -> campaign.isOf(list.shop()))
                .mapToLong(CustomerList::size)
                .sum();
        return new ListedCustomers(id, customers, new Estimate(customers, 0));
    }

    /** The same, where so many of them are known. */
    ListedCustomers known(Estimate known) {
        return new ListedCustomers(id, customers, new Estimate(Math.max(0, customers - known.count()), known.error()));
    }
}
