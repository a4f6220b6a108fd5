package dev.vestnik.sender;

/**
 * The price that a provider charged for one message.
 *
 * @param micros millionths of a unit of the currency
 * @param currency ISO 4217
 */
public record Price(long micros, String currency) {}
