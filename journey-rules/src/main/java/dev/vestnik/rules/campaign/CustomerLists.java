package dev.vestnik.rules.campaign;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All lists of customers; immutable.
 *
 * @param byId the lists of an id by their shops: each shop has its own
 */
public record CustomerLists(Map<String, Map<String, CustomerList>> byId) {
    public static final CustomerLists NONE = new CustomerLists(Map.of());

    public static CustomerLists of(Collection<CustomerList> lists) {
        return new CustomerLists(lists.stream()
                .collect(Collectors.groupingBy(
                        CustomerList::id, Collectors.toUnmodifiableMap(CustomerList::shop, Function.identity()))));
    }

    public CustomerLists {
        byId = Map.copyOf(byId);
    }

    /** The lists of this id by their shops; empty where there is none. */
    public Map<String, CustomerList> named(String id) {
        return byId.getOrDefault(id, Map.of());
    }
}
