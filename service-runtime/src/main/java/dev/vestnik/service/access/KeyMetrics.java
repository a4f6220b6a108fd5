package dev.vestnik.service.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Shows when keys expire, so that somebody rotates them before, and whether the file of keys is right. */
final class KeyMetrics {
    private static final int MOST = 100;

    private final AtomicInteger refused = new AtomicInteger();
    private final MultiGauge expiry;

    KeyMetrics(MeterRegistry registry) {
        Gauge.builder("vestnik.keys.refused", refused, AtomicInteger::get)
                .description("1 while the file of keys is one that was refused")
                .register(registry);
        expiry = MultiGauge.builder("vestnik.key.expiry")
                .description(
                        "The time (Unix) at which the last key of that name expires; names of which one does not are not there")
                .baseUnit("seconds")
                .register(registry);
    }

    void refused(boolean is) {
        refused.set(is ? 1 : 0);
    }

    /** @param all the keys that are taken now */
    void taken(Collection<ApiKey> all) {
        refused(false);
        Map<String, Instant> last = all.stream()
                .collect(Collectors.toMap(
                        ApiKey::shownName,
                        key -> key.expires() == null ? Instant.MAX : key.expires(),
                        (one, other) -> one.isAfter(other) ? one : other));
        List<Row<?>> rows = last.entrySet().stream()
                .filter(name -> name.getValue().isBefore(Instant.MAX))
                .sorted(Entry.comparingByValue())
                .limit(MOST)
                .<Row<?>>map(name ->
                        Row.of(Tags.of("key", name.getKey()), name.getValue().getEpochSecond()))
                .toList();
        expiry.register(rows, true);
    }
}
