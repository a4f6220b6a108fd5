package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import org.jspecify.annotations.Nullable;

/** Knows of customers what the events of a simulation do not tell. */
@FunctionalInterface
public interface Seeds {
    /** Nothing is known of anybody: the events tell all. */
    Seeds NONE = customer -> null;

    /** The customer's state of today; null of one of whom nothing is known. */
    @Nullable
    CustomerState of(CustomerKey customer);

    /** The part of a state that a simulation begins with: what the customer is and has allowed, without what journeys did. */
    static CustomerState asOfToday(CustomerState state) {
        return CustomerState.NEW
                .withProfile(state.profile())
                .withDevices(state.devices())
                .withConsents(state.consents())
                .withSuppressions(state.suppressions());
    }
}
