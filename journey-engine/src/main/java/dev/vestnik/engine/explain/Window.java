package dev.vestnik.engine.explain;

import java.time.Instant;

/**
 * The time that an explanation is about.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Window(Instant from, Instant to) {
    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
