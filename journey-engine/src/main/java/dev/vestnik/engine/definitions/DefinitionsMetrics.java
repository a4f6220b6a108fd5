package dev.vestnik.engine.definitions;

import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the log. */
public final class DefinitionsMetrics {
    private final MeterRegistry registry;
    private final AtomicLong revision;
    private final Map<Kind, AtomicLong> broken = new EnumMap<>(Kind.class);

    public DefinitionsMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.revision = new AtomicLong();
        Gauge.builder("vestnik.definitions.revision", revision, AtomicLong::doubleValue)
                .description("The last change of the definitions that this instance has read")
                .register(registry);
        for (Kind kind : Kind.values()) {
            AtomicLong count = new AtomicLong();
            broken.put(kind, count);
            Gauge.builder("vestnik.definitions.broken", count, AtomicLong::doubleValue)
                    .description("Published documents that this version cannot use, or has not compiled yet")
                    .tag("kind", kind.label())
                    .register(registry);
        }
    }

    void change(Change change, Verdict verdict) {
        String outcome = switch (verdict) {
            case Verdict.Accepted accepted -> "accepted";
            case Verdict.Rejected rejected -> "rejected";
        };
        Counter.builder("vestnik.definitions.changes")
                .description("Changes of definitions that were read from their log")
                .tags("kind", change.definition().kind().label(), "outcome", outcome)
                .register(registry)
                .increment();
    }

    void skipped(String reason) {
        Counter.builder("vestnik.definitions.skipped")
                .description("Records of the definitions' log that this version cannot read")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    void snapshot(LogSnapshot snapshot) {
        revision.set(snapshot.all().revision());
        broken.forEach((kind, count) -> count.set(snapshot.broken().stream()
                .filter(one -> one.key().kind() == kind)
                .count()));
    }

    /** Any number of documents of the log may wait: there are no more than the log has. */
    CompileThreads threads() {
        return new CompileThreads("log", Integer.MAX_VALUE, CompileThreads.LIMIT, registry);
    }
}
