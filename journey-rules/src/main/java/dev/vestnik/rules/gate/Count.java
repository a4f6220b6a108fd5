package dev.vestnik.rules.gate;

import dev.vestnik.rules.customer.CustomerState;

/** Counts a message that is sent, for the gate to remember. */
@FunctionalInterface
public interface Count {
    Count NOTHING = state -> state;

    /** The state with this message counted in. */
    CustomerState in(CustomerState state);
}
