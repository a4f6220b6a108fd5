package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.RegistryState.Down;
import dev.vestnik.embedded.RegistryState.Running;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry's process, killed while it is wanted. */
@Timeout(120)
class DeadRegistryTest {

    private static final String SCHEMA = "{\"type\":\"enum\",\"name\":\"Suit\",\"symbols\":[\"HEARTS\",\"SPADES\"]}";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static EmbeddedRegistry registry;

    @BeforeAll
    static void make() {
        var quick = new BackOff(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMinutes(1));
        registry = new EmbeddedRegistry(RegistrySettings.in(directory), quick);
    }

    @BeforeEach
    void startUnlessItRuns() {
        if (registry.state() instanceof RegistryState.Stopped) {
            registry.start();
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void isStartedAgainOnItsPortWithItsSchemas() throws Exception {
        var url = registry.url();
        var again = new Running(registry.state().restarts() + 1);
        var id = new ConfluentClient(url).register("cards-value", SCHEMA);

        kill();

        await().atMost(SOON).until(() -> registry.state() instanceof Down);
        assertThat(((Down) registry.state()).problem()).contains("ended with code 137");
        await().atMost(SOON).until(() -> registry.state().equals(again));
        assertThat(registry.url()).isEqualTo(url);
        assertThat(new ConfluentClient(url).get("/schemas/ids/" + id).body()).contains("SPADES");
    }

    @Test
    void isTriedAgainForAsLongAsItDoesNotStart() throws Exception {
        var port = registry.url().getPort();
        var again = new Running(registry.state().restarts() + 1);
        kill();
        try (var _ = new ServerSocket(port, 1, InetAddress.getByName(RegistryProcess.HOST))) {
            await().atMost(SOON).until(() -> registry.state() instanceof Down down && down.failedAttempts() >= 3);
            assertThat(((Down) registry.state()).problem())
                    .contains("ended with code 137")
                    .contains("port " + port + " is taken");
        }
        await().atMost(SOON).until(() -> registry.state().equals(again));
    }

    @Test
    void isNotStartedAgainOnceNobodyWantsIt() throws Exception {
        kill();
        await().atMost(SOON).until(() -> registry.state() instanceof Down);

        registry.close();

        assertThat(registry.state()).isInstanceOf(RegistryState.Stopped.class);
    }

    private static void kill() throws Exception {
        var child = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
        child.destroyForcibly();
        child.onExit().get(30, TimeUnit.SECONDS);
    }
}
