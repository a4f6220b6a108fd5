package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Dispatch;
import java.time.Instant;

/**
 * A message of a lane, decoded.
 *
 * @param causedAt Kafka timestamp of the event that caused the message
 */
record LaneMessage(Dispatch dispatch, Instant causedAt) {

    Attempt attempt() {
        return dispatch.attempt();
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(dispatch.deliverBefore());
    }

    /** The same message, marked as a possible duplicate. */
    LaneMessage asPossibleDuplicate() {
        return new LaneMessage(
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
