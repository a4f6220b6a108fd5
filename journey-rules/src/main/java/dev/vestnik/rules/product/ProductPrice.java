package dev.vestnik.rules.product;

import java.util.Map;

/**
 * The price of a product.
 *
 * @param amount in minor units
 * @param currency ISO 4217
 */
public record ProductPrice(long amount, String currency) {

    /** The price as a value of an event's data. */
    public Map<String, Object> fields() {
        return Map.of("amount", amount, "currency", currency);
    }

    /** Whether it is lower; prices in two currencies are not compared. */
    boolean isBelow(ProductPrice other) {
        return currency.equals(other.currency) && amount < other.amount;
    }
}
