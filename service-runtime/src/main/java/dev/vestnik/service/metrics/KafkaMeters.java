package dev.vestnik.service.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * Shows a few of the hundreds of figures that Kafka's clients and streams keep, for as long as their client lives, under the names that
 * Micrometer gives them: {@code kafka.consumer.fetch.manager.records.lag}. Kafka makes it itself, from a configuration given to {@link #in}.
 */
public final class KafkaMeters implements MetricsReporter {
    private static final String REGISTRY = "vestnik.meters";
    private static final String TOTAL = "-total";

    /** The figures by the group that Kafka has them in. */
    private static final Map<String, Set<String>> SHOWN = Map.of(
            "consumer-fetch-manager-metrics", Set.of("records-lag"),
            "consumer-coordinator-metrics", Set.of("rebalance-total", "failed-rebalance-total"),
            "producer-metrics", Set.of("record-error-total", "request-latency-avg"),
            "stream-thread-metrics", Set.of("commit-latency-avg", "commit-latency-max"),
            "stream-state-updater-metrics", Set.of("restore-records-rate"));

    private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();
    private @Nullable MeterRegistry registry;

    /** Completes the configuration of a client, or of streams and so of all their clients, that shows its figures there. */
    public static void in(Map<String, Object> config, MeterRegistry registry) {
        config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of(KafkaMeters.class.getName()));
        config.put(REGISTRY, registry);
    }

    @Override
    public void configure(Map<String, ?> config) {
        registry = (MeterRegistry) config.get(REGISTRY);
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        MetricName name = metric.metricName();
        if (SHOWN.getOrDefault(name.group(), Set.of()).contains(name.name()) && isOfOurTopic(name)) {
            meters.computeIfAbsent(name, _ -> meter(metric));
        }
    }

    /** Tells a figure from its deprecated twin, which has underscores in place of the dots that all our topics have. */
    private static boolean isOfOurTopic(MetricName name) {
        return name.tags().getOrDefault("topic", ".").contains(".");
    }

    private Meter meter(KafkaMetric metric) {
        MetricName name = metric.metricName();
        String shown = "kafka." + (name.group().replace("-metrics", "") + "-" + name.name()).replace('-', '.');
        List<Tag> tags = name.tags().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey().replace('-', '.'), tag.getValue()))
                .toList();
        MeterRegistry in = Objects.requireNonNull(registry, "configured");
        return name.name().endsWith(TOTAL)
                ? FunctionCounter.builder(shown, metric, KafkaMeters::value)
                        .description(name.description())
                        .tags(tags)
                        .register(in)
                : Gauge.builder(shown, metric, KafkaMeters::value)
                        .description(name.description())
                        .tags(tags)
                        .register(in);
    }

    private static double value(KafkaMetric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        Meter meter = meters.remove(metric.metricName());
        if (meter != null) {
            Objects.requireNonNull(registry, "configured").remove(meter);
        }
    }

    @Override
    public void close() {
        meters.values().forEach(Objects.requireNonNull(registry, "configured")::remove);
        meters.clear();
    }
}
