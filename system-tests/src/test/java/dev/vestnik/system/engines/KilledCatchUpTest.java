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
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Carts come due while the engine is down, half of them are bought meanwhile, and its process is killed three times while it catches up:
 * those who bought get nothing, all others one reminder. {@code OutageTest} of the engine does the same in every build, in one process.
 */
@EnabledIfSystemProperty(named = "vestnik.outage.carts", matches = "\\d+")
class KilledCatchUpTest {
    private static final int CARTS = Integer.getInteger("vestnik.outage.carts", 0);
    private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("vestnik.outage.seconds", 60));
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void nobodyWhoBoughtDuringTheOutageIsRemindedAndAllOthersAreOnce() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"))) {
            KafkaSettings kafka = new KafkaSettings(
                    broker.bootstrapServers(), "", 4, 1, registry.url().toString(), Map.of());
            try (Engine engine = new Engine(kafka, Files.createDirectory(directory.resolve("engine")));
                    Carts carts = new Carts(kafka, CARTS)) {
                outage(engine, carts, new Ledger(kafka));
            }
        }
    }

    private static void outage(Engine engine, Carts carts, Ledger ledger) throws Exception {
        engine.replaceBy(Build.current());
        publish(engine);
        carts.begin();
        await("every cart").atMost(PATIENCE).until(() -> pending(engine) == CARTS);
        Instant allDue = Instant.now().plus(QUIET);
        engine.kill();
        long before = ledger.consumed();
        carts.halfAreBought();
        await("every cart to come due")
                .atMost(QUIET.plusSeconds(5))
                .until(() -> Instant.now().isAfter(allDue));

        killedOnce(engine, ledger, () -> assertThat(ledger.consumed()).isGreaterThan(before));
        killedOnce(engine, ledger, () -> assertThat(ledger.consumed()).isGreaterThan(before + CARTS));
        killedOnce(engine, ledger, () -> assertThat(ledger.messages()).isNotEmpty());
        engine.replaceBy(Build.current());
        await("nothing but the reminders' receipts to wait for")
                .atMost(PATIENCE)
                .until(() ->
                        ledger.consumed() >= before + Carts.VIEWS * CARTS + CARTS / 2 && pending(engine) == CARTS / 2);

        Map<String, Integer> reminders = ledger.messages();
        assertThat(reminders).hasSize(CARTS / 2);
        assertThat(reminders.values()).containsOnly(1);
        assertThat(reminders.keySet()).noneMatch(Carts::bought);
        assertThat(ledger.deadLetters()).isZero();
    }

    /** Starts it, and kills it as soon as that is true. */
    private static void killedOnce(Engine engine, Ledger ledger, ThrowingRunnable when)
            throws IOException, InterruptedException {
        engine.start(Build.current());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(when);
        engine.kill();
        System.out.printf(
                "killed at event %d, after %d reminders%n",
                ledger.consumed(), ledger.messages().size());
    }

    private static void publish(Engine engine) throws IOException, InterruptedException {
        assertThat(engine.call("PUT", "/api/templates/cart-reminder", Carts.TEMPLATE)
                        .status())
                .isLessThan(300);
        assertThat(engine.call("PUT", "/api/journeys/cart", Carts.JOURNEY.formatted(QUIET))
                        .status())
                .isLessThan(300);
        await().atMost(PATIENCE)
                .until(() ->
                        engine.call("POST", "/api/journeys/cart/publish", "{}").status() == 200);
    }

    private static long pending(Engine engine) throws IOException, InterruptedException {
        return engine.call("GET", "/api/status", "")
                .body()
                .path("streams")
                .path("pendingService")
                .asLong(-1);
    }
}
