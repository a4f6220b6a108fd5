package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code that the customer was given.
 *
 * @param offer whose pool it is from
 * @param giver the run that gave it
 * @param expiresAt null: never
 * @param redemption null as long as it was not redeemed
 */
public record HeldOffer(
        String offer,
        String code,
        Giver giver,
        Instant givenAt,
        @Nullable Instant expiresAt,
        Stage stage,
        @Nullable Redemption redemption) {

    /** The progress of the run with the code. */
    public enum Stage {
        /** Nothing has shown it yet. */
        PENDING,
        /** A message should have, and went to nobody. */
        UNSENT,
        /** The customer may have seen it. */
        SHOWN
    }

    /** @param claim the id under which the run asked for it */
    public record Giver(UUID claim, UUID instance, JourneyId journey) {}

    /** @param order null where nobody said which */
    public record Redemption(Instant at, @Nullable String order) {}

    /** The same at another stage. */
    public HeldOffer at(Stage other) {
        return new HeldOffer(offer, code, giver, givenAt, expiresAt, other, redemption);
    }

    /** The same, redeemed. */
    public HeldOffer redeemed(Redemption by) {
        return new HeldOffer(offer, code, giver, givenAt, expiresAt, Stage.SHOWN, by);
    }
}
