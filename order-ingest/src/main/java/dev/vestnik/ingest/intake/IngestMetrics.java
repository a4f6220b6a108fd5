package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics of the door. */
public final class IngestMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();

    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Refusal reason : Refusal.values()) {
            refusals(reason);
        }
    }

    /** @param type an event type of the catalogue, or {@code x} */
    void accepted(String type) {
        accepted.computeIfAbsent(type, this::acceptances).increment();
    }

    void refused(Refusal reason) {
        refusals(reason).increment();
    }

    private Counter acceptances(String type) {
        return Counter.builder("vestnik.events.accepted")
                .description("Events that Kafka has acknowledged")
                .tag("type", type)
                .register(registry);
    }

    private Counter refusals(Refusal reason) {
        return Counter.builder("vestnik.events.refused")
                .description("Events that were not taken")
                .tag("reason", reason.tag())
                .register(registry);
    }
}
