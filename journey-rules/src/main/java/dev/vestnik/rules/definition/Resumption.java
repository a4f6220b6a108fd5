package dev.vestnik.rules.definition;

import java.time.Duration;
import java.time.Instant;

/**
 * A pause that is over.
 *
 * @param from when the journey was paused
 * @param to when it went on
 */
public record Resumption(Instant from, Instant to, Meanwhile meanwhile) {

    /** A time to count from, moved on by as much of the pause as came after it. */
    public Instant shifted(Instant time) {
        if (!time.isBefore(to)) {
            return time;
        }
        return time.isBefore(from) ? time.plus(Duration.between(from, to)) : to;
    }
}
