package dev.vestnik.service.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the connections that were ended from our side. */
final class ConnectionMetrics {
    private final Map<Slowness, Counter> ended = new EnumMap<>(Slowness.class);

    ConnectionMetrics(MeterRegistry registry) {
        for (Slowness reason : Slowness.values()) {
            ended.put(
                    reason,
                    Counter.builder("vestnik.connections.ended")
                            .description("Connections closed because their client was too slow, or there were too many")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void ended(Slowness reason) {
        Counter counter = ended.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
