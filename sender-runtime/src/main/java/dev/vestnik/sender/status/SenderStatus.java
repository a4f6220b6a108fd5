package dev.vestnik.sender.status;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/lanes}. */
record SenderStatus(String channel, boolean ready, List<LaneView> lanes, List<GatewayView> gateways) {

    /**
     * @param lag records without an outcome, waiting ones in Kafka and those on the way included
     * @param waiting polled records without room at a gateway yet
     * @param cause the reason why the lane does not flow; null when it does
     * @param gateways the gateways that carry its messages, in order of preference
     */
    record LaneView(
            String lane,
            MessageClass messageClass,
            String state,
            int partitions,
            long lag,
            int inFlight,
            int waiting,
            @Nullable String cause,
            List<LaneGateway> gateways) {}

    /** A gateway of a lane with its circuit: {@code closed}, {@code half-open}, {@code open}. */
    record LaneGateway(String gateway, String circuit) {}

    /**
     * @param room the messages that may be on their way at once now; less than the window while the gateway is busy
     * @param trouble null while the gateway serves messages
     */
    record GatewayView(
            String name,
            boolean up,
            String detail,
            String circuit,
            int room,
            int window,
            int rate,
            @Nullable TroubleView trouble) {}

    /** The fault of a gateway that serves nobody: the code of its last answer, and the time of the first one of that kind. */
    record TroubleView(String code, Instant since) {
        @Override
        public String toString() {
            return code + " since " + since;
        }
    }
}
