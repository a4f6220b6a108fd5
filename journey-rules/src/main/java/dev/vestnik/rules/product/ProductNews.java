package dev.vestnik.rules.product;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * News that two states of a product make for the customers whom it concerns.
 *
 * @param product its id
 * @param facts as they are now
 * @param was the price from which it dropped; null where it did not
 * @param eventId of the shop's event that says so
 * @param at when that happened
 */
public record ProductNews(
        Kind kind,
        String product,
        ProductFacts facts,
        @Nullable ProductPrice was,
        String eventId,
        Instant at) {

    /** The kinds of news. */
    public enum Kind {
        /** Cheaper than it was at any time of a month. */
        PRICE_DROPPED("product.price_dropped"),
        /** Not as it was in the news of the last day: customers who have not been told yet hear of it as it is now, or of nothing. */
        CHANGED("product.updated"),
        /** Back in stock, for the customer whose turn it is. */
        RESTOCKED("product.restocked"),
        /** To be had for the first time. */
        LAUNCHED("product.launched");

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        /** The type of the event that says it: the shop's of a change, else the customer's. */
        public String event() {
            return event;
        }
    }
}
