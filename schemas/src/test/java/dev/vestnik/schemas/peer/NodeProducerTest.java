package dev.vestnik.schemas.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.schemas.Cluster;
import dev.vestnik.schemas.registry.SchemaRegistration;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.TopicCreation;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A producer that is not ours, in a language that is not ours. */
@ExtendWith(Cluster.Extension.class)
class NodeProducerTest {
    private static final Path SOURCE = Path.of("src/test/js");
    private static final Path DIRECTORY = Path.of("target/node-peer");

    @Test
    void aStockNodeProducerFeedsShopEvents(Cluster cluster) throws Exception {
        installed();
        TopicLayout layout = cluster.layout("node.");
        try (Admin admin = cluster.admin();
                SchemaRegistry registry = cluster.registryClient()) {
            new TopicCreation(admin, layout).ensure(List.of(Topics.SHOP_EVENTS));
            new SchemaRegistration(registry, layout, true).ensure(List.of(Topics.SHOP_EVENTS));
        }
        String topic = layout.name(Topics.SHOP_EVENTS);

        run(
                "node",
                "produce.js",
                cluster.bootstrapServers(),
                cluster.registry().url().toString(),
                topic);

        ConsumerRecord<String, ShopEvent> record = first(cluster, topic);
        assertThat(record.key()).isEqualTo("main/customer-42");
        assertThat(record.value().getHeader().getEventId()).isEqualTo("node-1");
        assertThat(record.value().getPayload()).isInstanceOfSatisfying(OrderPlaced.class, order -> {
            assertThat(order.getItems().getFirst().getName()).isEqualTo("Чайник");
            assertThat(order.getTotal().getAmount()).isEqualTo(129900);
            assertThat(order.getCallWindow().getFrom()).isEqualTo(Instant.parse("2026-01-24T12:00:00Z"));
            assertThat(order.getPromoCode()).isNull();
        });
    }

    private static ConsumerRecord<String, ShopEvent> first(Cluster cluster, String topic) {
        Map<String, Object> config = cluster.clientConfig();
        config.put("group.id", "node-peer");
        config.put("auto.offset.reset", "earliest");
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", AvroDeserializer.class);
        List<ConsumerRecord<String, ShopEvent>> records = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (KafkaConsumer<String, ShopEvent> consumer = new KafkaConsumer<>(config)) {
            consumer.subscribe(List.of(topic));
            while (records.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    /** Installs once per build directory; a machine without Node or without an npm registry says so and skips. */
    private static void installed() throws IOException, InterruptedException {
        assumeTrue(works("node", "--version"), "skipped: there is no node on this machine");
        assumeTrue(works("npm", "--version"), "skipped: there is no npm on this machine");
        Files.createDirectories(DIRECTORY);
        for (String file : List.of("package.json", "produce.js")) {
            Files.copy(SOURCE.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/kafkajs"))) {
            assumeTrue(
                    works("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"),
                    "skipped: npm install does not work here, see target/node-peer/output.log");
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Files.createDirectories(DIRECTORY);
            return exitCode(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(exitCode(command)).as(() -> "output: " + output()).isZero();
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("output.log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static String output() {
        try {
            return Files.readString(DIRECTORY.resolve("output.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
