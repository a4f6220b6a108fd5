package dev.vestnik.engine.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets a source rest that does not answer: after many time-outs in a row it is asked nothing for a while, so that journeys go on at once
 * instead of waiting for nothing one after the other. Then questions go to it again, and one more time-out is enough for the next rest.
 */
final class SourceRest {
    /** Fewer would be a slow moment. */
    static final int MOST_IN_A_ROW = LookupAnswering.MOST_AT_ONCE;

    /** A source that was restarted is asked again while its journeys still wait: a step waits for 30 seconds where it says no more. */
    static final Duration LENGTH = Duration.ofSeconds(10);

    private final InstantSource clock;
    private int inARow;
    private Instant until = Instant.MIN;

    SourceRest(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean isOver() {
        return !clock.instant().isBefore(until);
    }

    /** @return whether a rest begins with it */
    synchronized boolean timedOut() {
        inARow++;
        if (inARow < MOST_IN_A_ROW || !isOver()) {
            return false;
        }
        until = clock.instant().plus(LENGTH);
        return true;
    }

    synchronized void answered() {
        inARow = 0;
    }
}
