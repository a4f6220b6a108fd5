package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.gateway.GatewayAccount;
import java.util.UUID;

/** One statement of the attempts topic about one record of the lane. The last entry about an offset counts. */
sealed interface AttemptEntry {

    /** The lane record's offset, in the partition of the same number. */
    long offset();

    Attempt attempt();

    /** The attempt may be handed to a gateway from now on. */
    record Opened(long offset, Attempt attempt, Opening opening) implements AttemptEntry {}

    /** The attempt has an outcome, and its receipt is written. */
    record Closed(long offset, Attempt attempt) implements AttemptEntry {}

    /** The attempt was opened but provably never written to a wire. */
    record Withdrawn(long offset, Attempt attempt) implements AttemptEntry {}

    /**
     * @param token a random number by which a process recognises its own openings
     * @param doubts how often the message was in doubt before this opening
     * @param at the gateway to ask for the outcome
     */
    record Opening(long token, int doubts, GatewayAccount at) {
        /** The token of an attempt whose answer is lost to every process. */
        static final long NOBODYS = 0;
    }

    /** Stands for the attempt of a lane record without a readable id. */
    Attempt NONE = new Attempt(new UUID(0, 0), 0);
}
