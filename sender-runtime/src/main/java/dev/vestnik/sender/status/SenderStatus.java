package dev.vestnik.sender.status;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/lanes}. */
record SenderStatus(
        String channel, boolean ready, List<LaneView> lanes, List<GatewayView> gateways, SettingsView settings) {

    /**
     * The settings of gateways and routes.
     *
     * @param revision names those in force by their content
     * @param since when they were taken
     * @param refused the change that the files hold and that was not taken; null when they hold what is in force
     * @param restart names of settings that have changed and take a restart
     * @param leaving gateways that take no new messages and wait for answers and receipts
     */
    record SettingsView(
            String revision,
            Instant since,
            @Nullable RefusalView refused,
            List<String> restart,
            List<String> leaving) {}

    /** A refused change: when, and everything that is wrong with it. */
    record RefusalView(Instant at, List<String> faults) {}

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
     * @param room the messages that may be on their way at once now; less than this instance's window while the gateway is busy
     * @param window as it is configured
     * @param rate as it is configured
     * @param instances live instances, which divide the rate, and the window where it is the account's
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
            int instances,
            @Nullable TroubleView trouble) {}

    /** The fault of a gateway that serves nobody: the code of its last answer, and the time of the first one of that kind. */
    record TroubleView(String code, Instant since) {
        @Override
        public String toString() {
            return code + " since " + since;
        }
    }
}
