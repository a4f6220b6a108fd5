package dev.vestnik.system.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Waits that come due after a disaster: each sends its message, once. Docs/operations.md, "Disasters", has the same steps. */
@EnabledIfSystemProperty(named = "vestnik.disasters", matches = "\\d+")
class DisastersTest {
    private static final int WAITS = Integer.getInteger("vestnik.disasters", 0);
    private static final Duration UNTIL_DUE = Duration.ofSeconds(Integer.getInteger("vestnik.disasters.seconds", 30));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGER_THAN_A_START = Duration.ofMinutes(1);
    private static final int PARTITIONS = 4;
    private static final List<String> COPIED =
            List.of("shop.", "engine.", "messages.receipts", "messages.inbound", "journey-engine-");

    @TempDir
    Path directory;

    private EmbeddedKafka broker;
    private EmbeddedRegistry registry;
    private Instant due = Instant.MAX;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
    }

    @AfterEach
    void stop() {
        registry.close();
        broker.close();
    }

    private static KafkaSettings on(EmbeddedKafka cluster, EmbeddedRegistry schemas) {
        return new KafkaSettings(
                cluster.bootstrapServers(), "", PARTITIONS, 1, schemas.url().toString(), Map.of());
    }

    private KafkaSettings here() {
        return on(broker, registry);
    }

    @Test
    void anotherClusterTakesOverWithCopiesOfTopicsAndSchemas() throws Exception {
        try (EmbeddedKafka other = EmbeddedKafka.forTest(directory.resolve("other"));
                EmbeddedRegistry schemas = EmbeddedRegistry.forTest(directory.resolve("schemas"));
                Engine engine = new Engine(here(), Files.createDirectory(directory.resolve("engine")));
                Engine there = new Engine(on(other, schemas), Files.createDirectory(directory.resolve("there")));
                Waits waits = new Waits(here(), WAITS);
                TopicCopy copy = new TopicCopy(broker.bootstrapServers(), other.bootstrapServers())) {
            begin(engine, waits);
            engine.close();
            Instant stopped = happened();
            schemas(schemas, "POST", "import", schemas(registry, "GET", "export", new byte[0]));
            long records = copy.copy(topic -> COPIED.stream().anyMatch(topic::startsWith));
            copy.atTheEnd("journey-engine");
            tell(records + " records copied after", stopped);
            there.replaceBy(Build.current());
            awaitWaits(there);
            tell("ready with all waits after", stopped);
            everyWaitFiresOnce(new Ledger(on(other, schemas)));
        }
    }

    @Test
    void anEngineWhoseVolumeIsLostReadsItsStatesFromKafka() throws Exception {
        Path volume = Files.createDirectory(directory.resolve("engine"));
        try (Engine engine = new Engine(here(), volume);
                Waits waits = new Waits(here(), WAITS)) {
            begin(engine, waits);
            engine.kill();
            Instant lost = happened();
            assertThat(FileSystemUtils.deleteRecursively(volume.resolve("state")))
                    .isTrue();
            engine.replaceBy(Build.current());
            awaitWaits(engine);
            tell("ready with all waits after", lost);
            everyWaitFiresOnce(new Ledger(here()));
        }
    }

    /** An engine need not write for long what it holds in memory: it is the next start that finds no room. */
    @Test
    void anEngineOnAFullDiskGoesOnAndStartsAgainOnceThereIsRoom() throws Exception {
        Path volume = Files.createDirectory(directory.resolve("engine"));
        try (SmallDisk disk = new SmallDisk(volume.resolve("state"), 256);
                Engine engine = new Engine(here(), volume);
                Waits waits = new Waits(here(), WAITS)) {
            begin(engine, waits);
            disk.fill();
            happened();
            Ledger ledger = new Ledger(here());
            long before = ledger.consumed();
            waits.change();
            await("an engine that goes on").atMost(PATIENCE).until(() -> ledger.consumed() >= before + WAITS);
            engine.close();
            disk.fill();
            engine.start(Build.current());
            await("a start without room")
                    .pollDelay(LONGER_THAN_A_START)
                    .atMost(PATIENCE)
                    .until(() -> !engine.isReady());
            disk.free();
            Instant free = Instant.now();
            engine.replaceBy(Build.current());
            tell("ready again after", free);
            everyWaitFiresOnce(ledger);
        }
    }

    @Test
    void aRegistryThatLostItsSchemasIsFilledAgainFromItsExport() throws Exception {
        try (Engine engine = new Engine(here(), Files.createDirectory(directory.resolve("engine")));
                Waits waits = new Waits(here(), WAITS)) {
            begin(engine, waits);
            byte[] kept = schemas(registry, "GET", "export", new byte[0]);
            registry.close();
            happened();
            assertThat(FileSystemUtils.deleteRecursively(directory.resolve("registry")))
                    .isTrue();
            registry.start();
            Ledger ledger = new Ledger(here());
            long before = ledger.consumed();
            waits.change();
            await("an engine that goes on with what it knows")
                    .atMost(PATIENCE)
                    .until(() -> ledger.consumed() >= before + WAITS);
            engine.close();
            schemas(registry, "POST", "import", kept);
            engine.replaceBy(Build.current());
            everyWaitFiresOnce(ledger);
        }
    }

    private void begin(Engine engine, Waits waits) throws IOException, InterruptedException {
        engine.replaceBy(Build.current());
        UpgradeTest.publish(engine);
        due = Instant.now().plus(UNTIL_DUE);
        waits.begin(due);
        await("every wait").atMost(PATIENCE).until(() -> engine.pending() == WAITS);
    }

    /** A disaster that comes when all waits are over would show nothing. */
    private Instant happened() {
        Instant now = Instant.now();
        assertThat(now).as("give it more vestnik.disasters.seconds").isBefore(due);
        return now;
    }

    /** Until the engine knows of every wait, or none is left to be known of. */
    private void awaitWaits(Engine engine) {
        await("every wait").atMost(PATIENCE).until(() -> Instant.now().isAfter(due) || engine.pending() == WAITS);
    }

    private void everyWaitFiresOnce(Ledger ledger) {
        await("a message of every wait")
                .atMost(UNTIL_DUE.plus(PATIENCE))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> ledger.messages().size() == WAITS);
        assertThat(ledger.messages().values()).containsOnly(1);
        assertThat(ledger.deadLetters()).isZero();
    }

    private static byte[] schemas(EmbeddedRegistry of, String method, String call, byte[] body)
            throws IOException, InterruptedException {
        URI admin = of.url().resolve("/apis/registry/v3/admin/" + call);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(admin)
                            .header("Content-Type", "application/zip")
                            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(call).isLessThan(300);
            return answer.body();
        }
    }

    private static void tell(String what, Instant since) {
        System.out.println(what + " " + Duration.between(since, Instant.now()).toMillis() + " ms, " + WAITS + " waits");
    }
}
