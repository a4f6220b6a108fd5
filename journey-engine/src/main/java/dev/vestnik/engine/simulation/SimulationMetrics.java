package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.SimulationChange.Ending;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts simulations and what they read. */
final class SimulationMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger running = new AtomicInteger();
    private final Counter events;

    SimulationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.events = Counter.builder("vestnik.simulations.events")
                .description("Events that simulations have decided again")
                .register(registry);
        Gauge.builder("vestnik.simulations.running", running, AtomicInteger::get)
                .description("Simulations that this instance works on")
                .register(registry);
        ended(Ending.DONE);
        ended(Ending.FAILED);
    }

    private Counter ended(Ending ending) {
        return Counter.builder("vestnik.simulations")
                .description("Simulations that have ended, by how")
                .tag("ending", ending.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void begins() {
        running.set(1);
    }

    void ends(Ending ending) {
        ended(ending).increment();
    }

    void rests() {
        running.set(0);
    }

    void decided(long count) {
        events.increment(count);
    }
}
