package dev.vestnik.rules.offer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pool tells a customer that the customer's code was redeemed.
 *
 * @param claim that it was given for
 * @param order null where nobody said which
 */
public record OfferNews(
        String offer, String code, UUID claim, @Nullable String order, Instant at) {}
