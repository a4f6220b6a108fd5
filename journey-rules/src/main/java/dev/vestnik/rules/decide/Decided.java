package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import java.util.List;

/**
 * The result of a decision.
 *
 * @param state the customer's state after it; the very same object where nothing changed
 * @param effects in the order in which they are to happen
 */
public record Decided(CustomerState state, List<Effect> effects) {
    public Decided {
        effects = List.copyOf(effects);
    }
}
