package dev.vestnik.rules.customer;

import java.time.Instant;
import java.util.Map;

/**
 * An event that ends runs of journeys, remembered for runs whose entry comes after it and is nominally earlier.
 *
 * @param data those of the event's fields that exit rules read
 * @param nominalAt the event's nominal time
 * @param until when it is forgotten
 */
public record PastExit(String type, Map<String, Object> data, Instant nominalAt, Instant until) {}
