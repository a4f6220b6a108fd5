package dev.vestnik.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPreparationTest {
    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start(@TempDir Path directory) {
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    private static KafkaSettings settings(String prefix) {
        return new KafkaSettings(
                kafka.bootstrapServers(), prefix, 3, 1, registry.url().toString(), Map.of());
    }

    @Test
    void waitsForARegistryThatComesLater() throws Exception {
        KafkaSettings settings = settings("waits.");
        registry.close();
        CompletableFuture<Boolean> ready;
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test");
                Admin admin = Admin.create(settings("").clientConfig())) {
            ready = CompletableFuture.supplyAsync(() -> prepared(preparation));
            await().untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains("waits.shop.events"));
            assertThat(ready).isNotDone();
            registry.start();
            assertThat(ready.get()).isTrue();
        }
        assertThat(settings.registry().lookUp("waits.shop.events-value", Topics.SHOP_EVENTS.value()))
                .isPositive();
    }

    @Test
    void givesUpAtOnceWhereWaitingDoesNotHelp() throws Exception {
        try (ClusterPreparation first = new ClusterPreparation(settings("fixed."), "test")) {
            first.prepare(List.of(Topics.SHOP_EVENTS));
        }
        try (ClusterPreparation second =
                new ClusterPreparation(settings("fixed.").withPartitions(5), "test")) {
            assertThatThrownBy(() -> second.prepare(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("configured are 5");
        }
    }

    @Test
    void endsItsWaitWhenClosed() throws Exception {
        KafkaSettings nobody = new KafkaSettings(
                "127.0.0.1:9",
                "",
                1,
                1,
                "http://127.0.0.1:9",
                Map.of("default.api.timeout.ms", "300", "request.timeout.ms", "200"));
        ClusterPreparation preparation = new ClusterPreparation(nobody, "test");
        CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(() -> prepared(preparation));
        preparation.close();
        assertThat(ready.get()).isFalse();
    }

    @Test
    void settingsHaveDefaultsAndSayWhatIsWrong() {
        KafkaSettings settings = new KafkaSettings(null, null, 0, 0, null, null);
        assertThat(settings)
                .isEqualTo(new KafkaSettings(
                        "127.0.0.1:9092", "", 12, -1, "http://127.0.0.1:8085/apis/ccompat/v7", Map.of()));
        assertThatThrownBy(() -> settings.withPartitions(-1)).hasMessageContaining("vestnik.kafka.partitions");
        assertThatThrownBy(() -> KafkaSettings.at("a:1", "localhost:8085")).hasMessageContaining("registry-url");
        assertThatThrownBy(() -> new KafkaSettings("a:1", "a/b", 1, 1, null, null))
                .hasMessageContaining("topic-prefix");
    }

    private static boolean prepared(ClusterPreparation preparation) {
        try {
            return preparation.prepare(List.of(Topics.SHOP_EVENTS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
