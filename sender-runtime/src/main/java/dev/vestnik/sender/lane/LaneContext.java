package dev.vestnik.sender.lane;

import dev.vestnik.sender.Lane;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.revocation.Revocations;
import dev.vestnik.sender.tracking.Tracking;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import dev.vestnik.service.kafka.TraceParent;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * The collaborators of a lane, the same over all its sessions.
 *
 * @param member the name of this process's member of the lane's group, and of its producer
 */
record LaneContext(
        Lane lane,
        String member,
        KafkaSettings kafka,
        SenderSettings settings,
        GuardedRoute route,
        Revocations revocations,
        Environment environment) {

    /** Metrics, clock and traces, and the links that messages get. */
    public record Environment(SenderMetrics metrics, InstantSource clock, RecordTraces traces, Tracking tracking) {
        Environment(SenderMetrics metrics, InstantSource clock, RecordTraces traces) {
            this(metrics, clock, traces, Tracking.NONE);
        }
    }

    /** The attempt as a step of its message's way. To be called on the lane's thread. */
    Runnable traced(OpenAttempt openAttempt) {
        Header trace = TraceParent.of(openAttempt.pending().record().headers());
        return () -> {
            try (RecordTraces.Step step = environment.traces().step("gateway.send", trace)) {
                step.tag("lane", lane.name());
                step.tag("gateway", openAttempt.gatewayName());
                openAttempt.run();
            }
        };
    }

    /** Measures something of an attempt, with the trace of its message as the figure's example. */
    void example(OpenAttempt openAttempt, Runnable measurement) {
        environment
                .traces()
                .example(TraceParent.of(openAttempt.pending().record().headers()), measurement);
    }

    /** The consumer group: one per lane. */
    String group() {
        return kafka.topicPrefix() + "vestnik." + lane.name();
    }

    String messagesTopic() {
        return kafka.layout().name(lane.messages());
    }

    String attemptsTopic() {
        return kafka.layout().name(lane.attempts());
    }

    SenderMetrics metrics() {
        return environment.metrics();
    }

    InstantSource clock() {
        return environment.clock();
    }

    /** The gateways that carry messages of this lane. */
    List<GuardedGateway> serving() {
        return route.serving(lane.messageClass());
    }

    /** The time for which this lane may gather answers before its next transaction while messages wait for room. */
    long gatherNanos() {
        return serving().stream()
                .mapToLong(gateway -> gateway.gatherNanos(lane.messageClass()))
                .filter(nanos -> nanos > 0)
                .min()
                .orElse(0);
    }

    /** The most messages of this lane that may be on their way at once; 0 when no gateway carries them. */
    int window() {
        return route.window(lane.messageClass());
    }
}
