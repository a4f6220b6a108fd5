package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A goal that may still be reached, also after its instance has ended.
 *
 * @param context what the instance remembered when it ended; empty while it runs
 * @param until past it nothing counts
 */
public record GoalWatch(
        UUID instance, JourneyId journey, int version, String key, Map<String, Object> context, Instant until) {

    /** The same, with what its instance remembered when it ended. */
    public GoalWatch with(Map<String, Object> remembered) {
        return new GoalWatch(instance, journey, version, key, remembered, until);
    }
}
