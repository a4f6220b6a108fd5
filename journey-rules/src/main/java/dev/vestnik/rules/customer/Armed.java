package dev.vestnik.rules.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The customer's entries in the two wake-up indexes, which are made from this.
 *
 * @param service null: none
 * @param marketing null: none
 */
public record Armed(@Nullable Instant service, @Nullable Instant marketing) {
    public static final Armed NONE = new Armed(null, null);
}
