package dev.vestnik.sender.lane;

import dev.vestnik.sender.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A lane as others see it.
 *
 * @param lag records behind the group's position, on the way and waiting ones included
 * @param waiting polled, without room at a gateway yet
 * @param cause why it does not flow; null when it does
 */
public record LaneStatus(
        Lane lane,
        State state,
        int partitions,
        long lag,
        int inFlight,
        int waiting,
        @Nullable String cause) {

    /** What a lane does. */
    public enum State {
        /** No partitions yet. */
        STARTING,
        /** Messages flow. */
        FLOWING,
        /** No gateway carries its messages: they wait in Kafka. */
        NO_GATEWAY,
        /** The registry or the revocations cannot be reached. */
        STALLED,
        /** Something broke; it begins anew after a pause. */
        BROKEN,
        STOPPED
    }

    static LaneStatus of(Lane lane, State state) {
        return of(lane, state, null);
    }

    static LaneStatus of(Lane lane, State state, @Nullable String cause) {
        return new LaneStatus(lane, state, 0, 0, 0, 0, cause);
    }

    /** Whether it does, or could do, its work. */
    public boolean isReady() {
        return state == State.FLOWING || state == State.NO_GATEWAY;
    }
}
