package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Dispatch;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a lane, decoded.
 *
 * @param causedAt Kafka timestamp of the event that caused the message
 * @param run the launch of a campaign that it is of, as {@link dev.vestnik.schemas.CampaignRun} names it; null: of none
 * @param tracked whether its customer lets its links tell of clicks
 */
record LaneMessage(
        Dispatch dispatch, Instant causedAt, @Nullable UUID run, boolean tracked) {

    /** A message of no campaign. */
    LaneMessage(Dispatch dispatch, Instant causedAt) {
        this(dispatch, causedAt, null, false);
    }

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
                causedAt,
                run,
                tracked);
    }
}
