package dev.vestnik.rules.gate;

import dev.vestnik.rules.customer.CustomerState;

/** What a gate remembers of a message that is sent. */
@FunctionalInterface
public interface Count {
    Count NOTHING = state -> state;

    /** The state with this message counted in. */
    CustomerState in(CustomerState state);
}
