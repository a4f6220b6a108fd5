package dev.vestnik.sender.lane;

import dev.vestnik.sender.Lane;

/**
 * A lane as others see it.
 *
 * @param lag records behind the group's position, on the way and waiting ones included
 * @param waiting polled, without room at a gateway yet
 */
public record LaneStatus(Lane lane, State state, int partitions, long lag, int inFlight, int waiting) {

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
        STOPPED
    }

    static LaneStatus of(Lane lane, State state) {
        return new LaneStatus(lane, state, 0, 0, 0, 0);
    }

    /** Whether it does, or could do, its work. */
    public boolean isReady() {
        return state == State.FLOWING || state == State.NO_GATEWAY;
    }
}
