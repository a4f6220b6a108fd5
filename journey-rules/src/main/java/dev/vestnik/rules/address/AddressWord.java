package dev.vestnik.rules.address;

import dev.vestnik.rules.customer.CustomerKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A word that a customer tells the owner of an address. Nobody answers it.
 *
 * @param customer whose word it is
 * @param at when it became so
 * @param code of a dead address: the provider's; null otherwise
 */
public record AddressWord(
        Kind kind,
        CustomerKey customer,
        Instant at,
        @Nullable String code) {

    /** The subjects of words. */
    public enum Kind {
        /** The customer has the address; a device since its last registration. */
        CLAIMED,
        /** The customer does not have it any more. */
        RELEASED,
        /** The address takes nothing any more: a hard bounce, an unknown number, a token that is gone. */
        DEAD,
        /** No marketing any more. */
        STOPPED,
        /** Marketing again. */
        RESUMED
    }
}
