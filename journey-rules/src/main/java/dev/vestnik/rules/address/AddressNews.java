package dev.vestnik.rules.address;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * News that the owner of an address tells a customer who has it. It does not say who else does.
 *
 * @param at since when it is so
 * @param code of a dead address: the provider's; null otherwise
 */
public record AddressNews(
        AddressKey address, Kind kind, Instant at, @Nullable String code) {

    /** The subjects of news. */
    public enum Kind {
        /** Another customer registered the device later. */
        TAKEN,
        /** Too many customers have it: this one hears nothing of it any more. */
        NOT_KEPT,
        /** The address takes nothing any more. */
        DEAD,
        /** Another customer who has it stopped marketing to it. */
        STOPPED,
        /** The customer who stopped marketing to it allows it again. */
        RESUMED
    }
}
