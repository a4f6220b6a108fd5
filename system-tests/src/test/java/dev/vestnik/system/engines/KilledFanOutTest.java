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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The price falls of a product that every customer has looked at, and the engine's process is killed three times while they are told: nobody is
 * left out, nobody is told twice. {@code ProductsTest} of the engine does the same in every build, with threads of one process.
 */
@EnabledIfSystemProperty(named = "vestnik.fanout.killed", matches = "\\d+")
class KilledFanOutTest {
    private static final int CUSTOMERS = Integer.getInteger("vestnik.fanout.killed", 0);
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void everybodyIsToldOnceThoughTheEngineIsKilledThreeTimes() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"))) {
            KafkaSettings kafka = new KafkaSettings(
                    broker.bootstrapServers(), "", 4, 1, registry.url().toString(), Map.of());
            try (Engine engine = new Engine(kafka, Files.createDirectory(directory.resolve("engine")));
                    Looks looks = new Looks(kafka, CUSTOMERS)) {
                fanOut(engine, looks, new Ledger(kafka));
            }
        }
    }

    private static void fanOut(Engine engine, Looks looks, Ledger ledger) throws Exception {
        engine.replaceBy(Build.current());
        publish(engine);
        looks.begin();
        await("every look in a bucket").atMost(PATIENCE).until(() -> ledger.interested() == CUSTOMERS);
        looks.cheaper();
        for (int kill = 1; kill <= KILLS; kill++) {
            int told = CUSTOMERS * kill / (KILLS + 1);
            await("a part of the customers to be told")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> ledger.messages().size() >= told);
            engine.kill();
            System.out.printf("killed after %d messages%n", ledger.messages().size());
            engine.start(Build.current());
        }
        await("everybody to be told")
                .atMost(PATIENCE)
                .until(() -> ledger.messages().size() == CUSTOMERS && engine.isReady());

        assertThat(ledger.messages().values()).containsOnly(1);
        assertThat(ledger.deadLetters()).isZero();
    }

    private static void publish(Engine engine) throws IOException, InterruptedException {
        assertThat(engine.call("PUT", "/api/templates/cheaper", Looks.TEMPLATE).status())
                .isLessThan(300);
        assertThat(engine.call("PUT", "/api/journeys/cheaper", Looks.JOURNEY).status())
                .isLessThan(300);
        await().atMost(PATIENCE)
                .until(() -> engine.call("POST", "/api/journeys/cheaper/publish", "{}")
                                .status()
                        == 200);
    }
}
