package dev.vestnik.rules.customer;

import java.util.List;
import java.util.UUID;

/**
 * A question that a run has asked the customer and that is not answered yet.
 *
 * @param instance the run, which waits in the step that asks
 * @param times how often it has been asked, from 1
 * @param providerIds hashes of the provider's ids of its messages: an answer may name one of them
 */
public record Dialogue(UUID instance, int times, List<Long> providerIds) {
    public Dialogue {
        providerIds = List.copyOf(providerIds);
    }
}
