package dev.vestnik.engine.decide;

import dev.vestnik.engine.customer.CustomerState;
import dev.vestnik.engine.definitions.Definitions;
import dev.vestnik.schemas.CustomerKey;
import java.time.Instant;

/**
 * The rules. A pure function: the same arguments give the same answer, there is no clock, no randomness and no I/O in it.
 * Live, replayed and simulated histories run this very code.
 */
public final class Decider {
    private final Links links;

    /** @param links makes the URLs that texts and mail headers carry; itself a pure function */
    public Decider(Links links) {
        this.links = links;
    }

    /**
     * Decides about one signal.
     *
     * @param now when we decide; may step back between calls
     */
    public Decided decide(
            CustomerKey customer, CustomerState state, Signal signal, Definitions definitions, Instant now) {
        return new Decided(state, java.util.List.of());
    }
}
