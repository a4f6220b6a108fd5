package dev.vestnik.sender.lane;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.RouteRules;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.revocation.Revocations;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** One lane of one process of a sender, without the rest of it. */
final class RunningLane implements AutoCloseable {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Revocations revocations;
    private final LaneWorker worker;

    /** Runs a member that takes over at once from another one of the same instance. */
    static RunningLane instance(KafkaSettings kafka, Lane lane, String instance, InstantSource clock, Gateway gateway) {
        return new RunningLane(kafka, settings(instance), clock, lane, new Route(lane.channel(), List.of(gateway)));
    }

    static RunningLane of(KafkaSettings kafka, Lane lane, Gateway... gateways) {
        Route route = new Route(lane.channel(), List.of(gateways));
        return new RunningLane(kafka, settings(null), InstantSource.system(), lane, route);
    }

    static RunningLane of(KafkaSettings kafka, Lane lane, RouteRules rules, Gateway... gateways) {
        Route route = new Route(lane.channel(), List.of(gateways), rules);
        return new RunningLane(kafka, settings(null), InstantSource.system(), lane, route);
    }

    /** A lane whose gateways others use too. */
    static RunningLane sharing(KafkaSettings kafka, Lane lane, GuardedRoute route) {
        return new RunningLane(kafka, settings(null), InstantSource.system(), lane, route);
    }

    /** Gateways within their limits, as lanes of one process share them. */
    static GuardedRoute guarded(Lane lane, Gateway... gateways) {
        Route route = new Route(lane.channel(), List.of(gateways));
        return new GuardedRoute(route, settings(null), new SenderMetrics(new SimpleMeterRegistry()));
    }

    private static SenderSettings settings(String instance) {
        return new SenderSettings(instance, Duration.ofSeconds(6), Duration.ofMillis(500), 90, 80, null, null);
    }

    private RunningLane(KafkaSettings kafka, SenderSettings settings, InstantSource clock, Lane lane, Route route) {
        this(
                kafka,
                settings,
                clock,
                lane,
                new GuardedRoute(route, settings, new SenderMetrics(new SimpleMeterRegistry())));
    }

    private RunningLane(
            KafkaSettings kafka, SenderSettings settings, InstantSource clock, Lane lane, GuardedRoute route) {
        SenderMetrics metrics = new SenderMetrics(meters);
        revocations = new Revocations(kafka, lane.channel(), InstantSource.system(), (_, _) -> {});
        String member = settings.instance() == null ? UUID.randomUUID().toString() : settings.instance();
        worker = new LaneWorker(new LaneContext(
                        lane,
                        member,
                        kafka,
                        settings,
                        route,
                        revocations,
                        new LaneContext.Environment(metrics, clock, RecordTraces.NONE)))
                .start();
    }

    LaneStatus status() {
        return worker.status();
    }

    double messages(String outcome) {
        return meters.find("vestnik.messages").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** The number of sessions that broke. */
    double restarts() {
        return meters.find("vestnik.lane.restarts").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        worker.close();
        revocations.close();
    }
}
