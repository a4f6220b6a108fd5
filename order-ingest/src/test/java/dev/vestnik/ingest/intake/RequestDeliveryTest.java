package dev.vestnik.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.ingest.event.ReadResult;
import dev.vestnik.ingest.kafka.EventPublisher;
import dev.vestnik.schemas.shop.CartCleared;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class RequestDeliveryTest {
    private static final IngestSettings SETTINGS = new IngestSettings(
            1, DataSize.ofMegabytes(1), DataSize.ofMegabytes(2), 10, Duration.ofSeconds(20), Duration.ofSeconds(1));

    @Test
    void anEventThatWaitsForItsAcknowledgementIsKeptOnceInTheProducersBuffer(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
                EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"))) {
            KafkaSettings settings = new KafkaSettings(
                    kafka.bootstrapServers(), "", 1, 1, registry.url().toString(), Map.of("linger.ms", "60000"));
            try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
                preparation.prepare(List.of(Topics.SHOP_EVENTS));
            }
            try (EventPublisher publisher =
                    new EventPublisher(settings, "test", SETTINGS.kafkaPatience(), ObservationRegistry.NOOP)) {
                RequestDelivery delivery =
                        new RequestDelivery(publisher, new IngestMetrics(new SimpleMeterRegistry()), SETTINGS);
                WeakReference<Object> waiting = send(delivery);
                await().untilAsserted(() -> {
                    System.gc();
                    assertThat(waiting.get()).isNull();
                });
                assertThat(delivery.report(new IntakeReport.Ending.Complete(), true)
                                .next())
                        .as("the event without an acknowledgement")
                        .isZero();
            }
        }
    }

    private static WeakReference<Object> send(RequestDelivery delivery) throws InterruptedException {
        ShopEvent value = new ShopEvent(
                new EventHeader("e", "main", "c", Instant.EPOCH, "/shops/main"), new CartCleared("c-1", null));
        assertThat(delivery.next(new ReadResult.Valid(
                        "cart.cleared", "main", Topics.SHOP_EVENTS, "main/c", value, null, List.of())))
                .isTrue();
        return new WeakReference<>(value);
    }
}
