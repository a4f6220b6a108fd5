package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;

/** An entry into a journey with a re-entry limit, remembered as long as it counts. */
public record EntryCount(JourneyId journey, Instant at, Instant until) {}
