package dev.vestnik.sender.lane;

import dev.vestnik.sender.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A lane as others see it.
 *
 * @param lag records without a committed outcome, those on the way and waiting ones included
 * @param waiting polled records without room at a gateway yet
 * @param cause the reason why the lane does not flow, or {@code full} when as much waits for gateways as fits into memory; else null
 */
public record LaneStatus(
        Lane lane,
        State state,
        int partitions,
        long lag,
        int inFlight,
        int waiting,
        @Nullable String cause) {

    /** The states of a lane. */
    public enum State {
        /** No partitions yet. */
        STARTING,
        /** Messages flow. */
        FLOWING,
        /** No gateway carries its messages: they wait in Kafka. */
        NO_GATEWAY,
        /** The registry or the revocations cannot be reached. */
        STALLED,
        /** The session broke; the next one begins after a pause. */
        BROKEN,
        STOPPED
    }

    static LaneStatus of(Lane lane, State state) {
        return of(lane, state, null);
    }

    static LaneStatus of(Lane lane, State state, @Nullable String cause) {
        return new LaneStatus(lane, state, 0, 0, 0, 0, cause);
    }

    /** Whether the lane sends messages, or would if it had a gateway. */
    public boolean isReady() {
        return state == State.FLOWING || state == State.NO_GATEWAY;
    }
}
