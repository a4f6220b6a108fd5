package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;

/**
 * The arm of an experiment that the customer is in.
 *
 * @param step of the experiment
 * @param at nominal time at which the customer first came to it
 * @param until when it is forgotten
 */
public record Assignment(JourneyId journey, String step, String arm, Instant at, Instant until) {

    /** Whether it is of this experiment. */
    public boolean isOf(JourneyId otherJourney, String otherStep) {
        return step.equals(otherStep) && journey.equals(otherJourney);
    }
}
