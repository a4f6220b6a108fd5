package dev.vestnik.sender;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells held messages when to come back to an address: one after the other, as fast as it takes them. Told the same time, all would come at
 * once, and all but a few in vain. Not thread-safe.
 */
public final class ReturnTimes {
    /** The address may become faster than it was: beyond this, the times begin anew. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Instant next = Instant.MIN;

    /**
     * The time for one more message.
     *
     * @param earliest when the address may be asked again
     * @param apart the time that the address takes for a message
     */
    public Instant next(Instant earliest, Duration apart) {
        boolean isInTime = next.isAfter(earliest) && next.isBefore(earliest.plus(LONGEST));
        Instant at = isInTime ? next : earliest;
        next = at.plus(apart);
        return at;
    }

    /** Whether every message that was told a time is due. */
    public boolean areOver(Instant now) {
        return !next.isAfter(now);
    }
}
