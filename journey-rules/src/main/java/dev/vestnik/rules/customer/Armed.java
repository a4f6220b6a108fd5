package dev.vestnik.rules.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The customer's entries in the wake-up indexes, which are made from this; null: none.
 *
 * @param housekeeping from the feature level {@code MEMORY} on; before, what is to be forgotten is due with marketing
 */
public record Armed(
        @Nullable Instant service,
        @Nullable Instant marketing,
        @Nullable Instant housekeeping) {
    public static final Armed NONE = new Armed(null, null);

    /** Wake-ups without housekeeping. */
    public Armed(@Nullable Instant service, @Nullable Instant marketing) {
        this(service, marketing, null);
    }
}
