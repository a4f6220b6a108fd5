package dev.vestnik.system.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The version before and this one on the same topics, under load, there and back and there again: nothing is lost, nothing happens
 * twice, and what is written changes only when the feature level is raised. Docs/operations.md says how it is run.
 */
@EnabledIfSystemProperty(named = "vestnik.previous", matches = ".+")
class UpgradeTest {
    private static final int PARTITIONS = 4;
    private static final int WAITS = Integer.getInteger("vestnik.upgrade.waits", 2_000);
    /** From the first wait to when all are due; the engines are replaced meanwhile. */
    private static final Duration UNTIL_DUE = Duration.ofMinutes(Integer.getInteger("vestnik.upgrade.minutes", 8));

    private static final Duration PATIENCE = Duration.ofMinutes(5 + WAITS / 100_000);
    /** To look costs as much as there is: all messages are counted again. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2 + WAITS / 50_000);

    private static final String RAISE = "{\"level\": " + FeatureLevel.NEWEST.number() + "}";

    private final Build before = Build.in(Path.of(System.getProperty("vestnik.previous", "")));
    private final Build now = Build.current();

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingHappensTwiceOnTheWayThereAndBack() throws IOException, InterruptedException {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"))) {
            KafkaSettings kafka = new KafkaSettings(
                    broker.bootstrapServers(), "", PARTITIONS, 1, registry.url().toString(), Map.of());
            try (Engine a = engine(kafka, "a");
                    Engine b = engine(kafka, "b");
                    Waits waits = new Waits(kafka, WAITS)) {
                upgrade(a, b, waits, new Ledger(kafka));
            }
        }
    }

    private Engine engine(KafkaSettings kafka, String name) throws IOException {
        return new Engine(kafka, Files.createDirectory(directory.resolve(name)));
    }

    private void upgrade(Engine a, Engine b, Waits waits, Ledger ledger) throws IOException, InterruptedException {
        a.replaceBy(before);
        b.replaceBy(before);
        publish(a);
        Instant due = Instant.now().plus(UNTIL_DUE);
        waits.begin(due);
        awaitPending(a, b);
        waits.goOnChanging();

        a.replaceBy(now);
        refusesToRaise(a, b);
        b.replaceBy(now);
        assertThat(level(a)).isEqualTo(2);
        assertThat(ledger.formats()).containsOnlyKeys(2);

        a.replaceBy(before);
        b.replaceBy(before);
        awaitPending(a, b);

        a.replaceBy(now);
        b.replaceBy(now);
        awaitPending(a, b);
        assertThat(Instant.now()).as("give it more vestnik.upgrade.minutes").isBefore(due);
        assertThat(ledger.messages()).isEmpty();
        assertThat(ledger.formats()).containsOnlyKeys(2);

        await().atMost(PATIENCE)
                .until(() -> a.call("POST", "/api/feature-level", RAISE).status() == 200);
        waits.change();
        await().atMost(PATIENCE)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> ledger.formats().keySet().equals(java.util.Set.of(3)));
        a.replaceBy(now);
        everyWaitFiresOnce(due, ledger);
    }

    static void publish(Engine engine) throws IOException, InterruptedException {
        assertThat(engine.call("PUT", "/api/templates/call-reminder", Waits.TEMPLATE)
                        .status())
                .isLessThan(300);
        publish(engine, "call-reminder", Waits.JOURNEY);
    }

    static void publish(Engine engine, String id, String journey) throws IOException, InterruptedException {
        assertThat(engine.call("PUT", "/api/journeys/" + id, journey).status()).isLessThan(300);
        await().atMost(PATIENCE)
                .until(() -> engine.call("POST", "/api/journeys/" + id + "/publish", "{}")
                                .status()
                        == 200);
    }

    /** Whatever was stopped and started, the two of them know of every wait. */
    private static void awaitPending(Engine a, Engine b) {
        await("every wait").atMost(PATIENCE).until(() -> a.pending() + b.pending() == WAITS);
    }

    private static int level(Engine engine) throws IOException, InterruptedException {
        return engine.call("GET", "/api/status", "").body().path("featureLevel").asInt(0);
    }

    private static void refusesToRaise(Engine raised, Engine old) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Engine.Answer answer = raised.call("POST", "/api/feature-level", RAISE);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body().path("instances").propertyNames()).containsExactly(old.hostPort());
        });
    }

    private static void everyWaitFiresOnce(Instant due, Ledger ledger) {
        await("a message of every wait")
                .atMost(Duration.between(Instant.now(), due).plus(PATIENCE))
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> ledger.messages().size() == WAITS);
        assertThat(ledger.messages().values()).containsOnly(1);
        assertThat(ledger.deadLetters()).isZero();
    }
}
