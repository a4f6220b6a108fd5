package dev.vestnik.rules.verification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rows beside a shop's state as they are before a decision: each is found by its key, none is looked for. */
public interface VerificationRows {
    /** The codes of the address of this name; null: none. */
    @Nullable
    ContactState contact(String name);

    /** The place of this number in the queue of addresses to be forgotten; null: there is none. */
    @Nullable
    Place place(long number);

    /** An address is looked at then, and forgotten where it has no code any more. */
    record Place(String contact, Instant at) {}

    /** A row as it is after a decision. */
    sealed interface Row {}

    /** @param state null: forgotten */
    record ContactRow(String name, @Nullable ContactState state) implements Row {}

    /** @param place null: its turn is over */
    record PlaceRow(long number, @Nullable Place place) implements Row {}
}
