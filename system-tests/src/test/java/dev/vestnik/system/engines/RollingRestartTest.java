package dev.vestnik.system.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two engines, each with a copy of the other's states, are stopped and started one after the other while events come: how long these take
 * until their messages are in the lane, and that each has one. Docs/operations.md, "Upgrade and rollback", says how it is run.
 */
@EnabledIfSystemProperty(named = "vestnik.rolling", matches = "\\d+")
class RollingRestartTest {
    private static final int WAITS = Integer.getInteger("vestnik.rolling", 0);
    private static final int COPIES = Integer.getInteger("vestnik.rolling.copies", 1);
    private static final int MILLIS_BETWEEN_EVENTS = 20;
    private static final int BEFORE_AND_AFTER = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long WANTED_P99 = 2_000;

    @TempDir
    Path directory;

    @Test
    void eventsHardlyWaitWhileEnginesAreReplaced() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"))) {
            KafkaSettings kafka = new KafkaSettings(
                    broker.bootstrapServers(), "", 4, 1, registry.url().toString(), Map.of());
            try (Engine a = engine(kafka, "a");
                    Engine b = engine(kafka, "b");
                    Waits waits = new Waits(kafka, WAITS);
                    Probes probes = new Probes(kafka, MILLIS_BETWEEN_EVENTS)) {
                begin(a, b, waits);
                replaced(a, b, probes);
                assertThat(a.pending() + b.pending())
                        .as("waits, and messages that no gateway has answered for")
                        .isEqualTo(WAITS + probes.sent());
                everyProbeOnce(new Ledger(kafka).messages(), probes);
            }
        }
    }

    private Engine engine(KafkaSettings kafka, String name) throws IOException {
        return new Engine(
                kafka, Files.createDirectory(directory.resolve(name)), "--vestnik.engine.standby-replicas=" + COPIES);
    }

    private static void begin(Engine a, Engine b, Waits waits) throws IOException, InterruptedException {
        a.replaceBy(Build.current());
        b.replaceBy(Build.current());
        UpgradeTest.publish(a);
        UpgradeTest.publish(a, "shipped", Probes.JOURNEY);
        waits.begin(Instant.now().plus(Duration.ofHours(1)));
        await("every wait").atMost(PATIENCE).until(() -> a.pending() + b.pending() == WAITS);
    }

    private static void replaced(Engine a, Engine b, Probes probes) throws IOException, InterruptedException {
        probes.start();
        await("events before").atMost(PATIENCE).until(() -> probes.took().size() >= BEFORE_AND_AFTER);
        a.replaceBy(Build.current());
        await("customers at both").atMost(PATIENCE).until(() -> a.pending() > 0 && b.pending() > 0);
        b.replaceBy(Build.current());
        await("customers at both").atMost(PATIENCE).until(() -> a.pending() > 0 && b.pending() > 0);
        int more = probes.sent() + BEFORE_AND_AFTER;
        await("events after").atMost(PATIENCE).until(() -> probes.sent() >= more);
        probes.stop();
        await("all messages").atMost(PATIENCE).until(() -> probes.took().size() == probes.sent());
    }

    private static void everyProbeOnce(Map<String, Integer> messages, Probes probes) {
        assertThat(messages).hasSize(probes.sent());
        assertThat(messages.values()).containsOnly(1);
        List<Long> took = probes.took();
        long p99 = took.get(took.size() * 99 / 100);
        System.out.printf(
                "%d events, copies %d: p50 %d ms, p99 %d ms, longest %d ms, %d above 2 s%n",
                took.size(),
                COPIES,
                took.get(took.size() / 2),
                p99,
                took.getLast(),
                took.stream().filter(ms -> ms > WANTED_P99).count());
        assertThat(p99).isLessThan(WANTED_P99);
    }
}
