package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
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
