package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;

/**
 * An entry into a journey whose re-entry limit counts by key, remembered as long as it counts.
 *
 * @param key 64 bits of the key's hash
 */
public record KeyedEntry(JourneyId journey, long key, Instant at, Instant until) {}
