package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import java.util.UUID;

/** What the attempts topic says about one record of the lane. The last entry about an offset counts. */
sealed interface AttemptEntry {

    /** The lane record's offset, in the partition of the same number. */
    long offset();

    Attempt attempt();

    /** It may be handed to a gateway from now on. */
    record Opened(long offset, Attempt attempt, Opening opening) implements AttemptEntry {}

    /** It has an outcome, and its receipt is written. */
    record Closed(long offset, Attempt attempt) implements AttemptEntry {}

    /** It was opened but provably never written to a wire. */
    record Withdrawn(long offset, Attempt attempt) implements AttemptEntry {}

    /**
     * @param token random: by it a process knows its own openings again
     * @param doubts how often it was in doubt before this opening
     * @param gateway where to ask what became of it
     */
    record Opening(long token, int doubts, String gateway) {}

    /** For lane records that have no readable id. */
    Attempt NONE = new Attempt(new UUID(0, 0), 0);
}
