package dev.vestnik.rules.verification;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect.Content;
import java.time.Instant;
import java.util.UUID;

/**
 * A finished message with a code. It is the only place where the code is.
 *
 * @param customer whose message it is; where nobody knows, a visitor named after the address's hash
 */
public record CodeMessage(
        UUID id, CustomerKey customer, Purpose purpose, String locale, Instant deliverBefore, Content content) {
    @Override
    public String toString() {
        return "a code by " + content.channel() + " until " + deliverBefore;
    }
}
