package dev.vestnik.rules.customer;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event that came while an instance was in a message step, for the wait that follows.
 *
 * @param instance that it came to
 * @param data of the event
 * @param nominalAt the event's nominal time
 */
public record KeptEvent(UUID instance, String type, Map<String, Object> data, Instant nominalAt) {}
