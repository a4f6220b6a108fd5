package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    private static final String SCHEMA = "{\"type\":\"enum\",\"name\":\"Suit\",\"symbols\":[\"HEARTS\",\"SPADES\"]}";

    @TempDir
    Path directory;

    @Test
    void aRegistryEndsWithItsKilledParentAndTheNextOneTakesItsPlace() throws Exception {
        var parent = OtherProcess.start("registry", directory);
        var address = URI.create(parent.address());
        var child = parent.process().children().findFirst().orElseThrow();
        var id = new ConfluentClient(address).register("cards-value", SCHEMA);

        parent.kill();

        var again = RegistrySettings.in(directory).withPort(address.getPort());
        try (var registry = new EmbeddedRegistry(again).start()) {
            assertThat(child.isAlive()).isFalse();
            assertThat(new ConfluentClient(registry.url())
                            .get("/schemas/ids/" + id)
                            .body())
                    .contains("SPADES");
        }
    }

    @Test
    void aRegistryEndsWithItsKilledParent() throws Exception {
        var parent = OtherProcess.start("registry", directory);
        var child = parent.process().children().findFirst().orElseThrow();

        parent.kill();

        await().atMost(Duration.ofSeconds(10)).until(() -> !child.isAlive());
    }

    @Test
    void aKilledRegistryForgetsNoIdThatItGave() throws Exception {
        try (var registry = EmbeddedRegistry.forTest(directory)) {
            var client = new ConfluentClient(registry.url());
            var child = ProcessHandle.current().children().findFirst().orElseThrow();
            var id = client.register("cards-value", SCHEMA);

            child.destroyForcibly();
            child.onExit().join();

            registry.close();
            registry.start();
            assertThat(client.get("/schemas/ids/" + id).body()).contains("SPADES");
        }
    }

    @Test
    void aRegistryIgnoresCtrlC() throws Exception {
        try (var registry = EmbeddedRegistry.forTest(directory)) {
            var child = ProcessHandle.current().children().findFirst().orElseThrow();
            for (var signal : List.of("-INT", "-HUP")) {
                var kill = new ProcessBuilder("kill", signal, String.valueOf(child.pid())).start();
                assertThat(kill.waitFor()).isZero();
            }
            assertThat(new ConfluentClient(registry.url()).register("cards-value", SCHEMA))
                    .isNotEmpty();
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void aKilledBrokerKeepsWhatItAcknowledgedAndForgetsWhatWasOpen() throws Exception {
        var parent = OtherProcess.start("kafka", directory);
        var before = new Greetings(parent.address());
        before.createTopic(Map.of());
        try (var committed = before.transactional("committed");
                var open = before.transactional("open")) {
            committed.beginTransaction();
            committed.send(Greetings.greeting("committed"));
            committed.commitTransaction();
            open.beginTransaction();
            open.send(Greetings.greeting("open")).get();
            parent.kill();
            open.close(Duration.ZERO);
        }
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            var after = new Greetings(kafka);
            try (var successor = after.transactional("open")) {
                successor.beginTransaction();
                successor.send(Greetings.greeting("after"));
                successor.commitTransaction();
            }
            assertThat(after.read(2)).containsExactly("committed", "after");
        }
    }
}
