package dev.vestnik.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, Object> config = new HashMap<>();

    @Test
    void showsChosenFiguresOfAClientAsLongAsItLives() {
        KafkaMeters.in(config, registry);
        config.put("bootstrap.servers", "127.0.0.1:1");
        config.put("group.id", "readers");
        config.put("client.id", "reader");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThat(consumer.metrics()).hasSizeGreaterThan(50);
            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .extracting(Meter.Id::getName, id -> id.getTag("client.id"))
                    .containsExactlyInAnyOrder(
                            tuple("kafka.consumer.coordinator.rebalance.total", "reader"),
                            tuple("kafka.consumer.coordinator.failed.rebalance.total", "reader"));
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void measuresTheLagOfAPartitionUntilItGoesElsewhere() {
        KafkaMeters meters = new KafkaMeters();
        KafkaMeters.in(config, registry);
        meters.configure(config);
        try (Metrics metrics = new Metrics(new MetricConfig(), List.of(meters), Time.SYSTEM)) {
            MetricName lag = lag(metrics, "shop.events");
            metrics.addMetric(lag, (_, _) -> 7);
            metrics.addMetric(lag(metrics, "shop_events"), (_, _) -> 7); // deprecated by Kafka

            assertThat(registry.getMeters()).hasSize(1);
            assertThat(registry.get("kafka.consumer.fetch.manager.records.lag")
                            .tags("topic", "shop.events", "partition", "3")
                            .gauge()
                            .value())
                    .isEqualTo(7);

            metrics.removeMetric(lag);
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    private static MetricName lag(Metrics metrics, String topic) {
        return metrics.metricName(
                "records-lag", "consumer-fetch-manager-metrics", Map.of("topic", topic, "partition", "3"));
    }
}
