package dev.vestnik.rules.schedule;

import java.time.Instant;
import java.util.Map;

/**
 * A moment of a schedule.
 *
 * @param name tells the occasion from the others of its schedule, whatever its time: a birthday has one a year, though the customer moves to another zone
 * @param data the fields of its event
 */
public record ScheduledMoment(Instant at, String name, Map<String, Object> data) {
    public ScheduledMoment {
        data = Map.copyOf(data);
    }
}
