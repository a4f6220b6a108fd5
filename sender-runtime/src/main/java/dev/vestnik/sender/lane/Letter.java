package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Dispatch;
import java.time.Instant;

/**
 * A lane record as this sender understands it.
 *
 * @param causedAt Kafka timestamp of the event that caused it
 */
record Letter(Dispatch dispatch, Instant causedAt) {

    Attempt attempt() {
        return dispatch.attempt();
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(dispatch.deliverBefore());
    }

    /** The same, said to be a possible duplicate. */
    Letter again() {
        return new Letter(
                new Dispatch(
                        dispatch.attempt(),
                        dispatch.customer(),
                        dispatch.messageClass(),
                        dispatch.origin(),
                        dispatch.content(),
                        dispatch.deliverBefore(),
                        true),
                causedAt);
    }
}
