package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;

/**
 * The customer's first entry into a journey with a holdout, whichever arm the customer is of: comparisons count from here.
 *
 * @param at nominal time of the entry
 * @param until when it is forgotten, and the next entry is the first again
 * @param converted whether the goal has been reached since
 */
public record Exposure(JourneyId journey, Instant at, Instant until, boolean converted) {}
