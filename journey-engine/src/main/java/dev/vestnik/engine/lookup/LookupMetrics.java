package dev.vestnik.engine.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts questions to sources and measures them, by what came of them. */
final class LookupMetrics {
    private final MeterRegistry registry;

    LookupMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param source one that is configured; {@code other} for others
     * @param outcome {@code found}, or why not
     */
    void answered(String source, String outcome, Duration took) {
        Timer.builder("vestnik.lookup")
                .description("Questions of journeys to sources outside")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }
}
