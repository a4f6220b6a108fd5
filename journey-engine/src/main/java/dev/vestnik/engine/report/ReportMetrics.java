package dev.vestnik.engine.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Counts what becomes of decisions in reports. */
final class ReportMetrics {
    private final MeterRegistry registry;
    private final Counter counted;
    private final Counter folded;
    private final Counter outOfTime;
    private final Counter unreadable;
    private final Counter threads;

    ReportMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.counted = decisions("counted");
        this.folded = decisions("folded");
        this.outOfTime = decisions("out-of-time");
        this.unreadable = decisions("unreadable");
        this.threads = Counter.builder("vestnik.report.restarts")
                .description("Threads that count decisions and had to begin anew")
                .register(registry);
    }

    private Counter decisions(String outcome) {
        return Counter.builder("vestnik.report.decisions")
                .description("Decisions that reports have read, by what has become of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void counted() {
        counted.increment();
    }

    /** A journey has too many cells on a day: version, step, channel and arm are not told apart any more. */
    void folded() {
        folded.increment();
    }

    /** Counts a decision of a day whose rows are forgotten, or of one to come. */
    void outOfTime() {
        outOfTime.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void threadFailed() {
        threads.increment();
    }

    <T> void lag(T of, ToDoubleFunction<T> records) {
        Gauge.builder("vestnik.report.lag", of, records)
                .description("Decisions that reports have not read yet, of this instance's partitions")
                .register(registry);
    }
}
