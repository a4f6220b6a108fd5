package dev.vestnik.engine.definitions;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the log. */
public final class DefinitionsMetrics {
    private final MeterRegistry registry;
    private final AtomicLong revision;
    private final AtomicLong broken;

    public DefinitionsMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.revision = registry.gauge("vestnik.definitions.revision", new AtomicLong(0));
        this.broken = registry.gauge("vestnik.definitions.broken", new AtomicLong());
    }

    void change(Change change, Verdict verdict) {
        String outcome = switch (verdict) {
            case Verdict.Accepted accepted -> "accepted";
            case Verdict.Rejected rejected -> "rejected";
        };
        registry.counter(
                        "vestnik.definitions.changes",
                        "kind",
                        change.definition().kind().label(),
                        "outcome",
                        outcome)
                .increment();
    }

    void skipped(String reason) {
        registry.counter("vestnik.definitions.skipped", "reason", reason).increment();
    }

    void snapshot(LogSnapshot snapshot) {
        revision.set(snapshot.all().revision());
        broken.set(snapshot.broken().size());
    }
}
