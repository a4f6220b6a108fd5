package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.installation.Ports.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    Path directory;

    @Test
    void doesNotStartBesidePartsThatAreSaidToBeElsewhere() {
        Ports ports = Ports.of(Map.of("VESTNIK_ENGINE_URL", "https://vestnik.shop.example"));
        assertThatThrownBy(() -> ports.requireFree(false))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("up starts every part on this machine: unset VESTNIK_ENGINE_URL");
    }

    @Test
    void stopsPartsThatWereStillStartingWhenAnotherFailed() throws IOException {
        Ports ports = Ports.free();
        try (ServerSocket taken = new ServerSocket(ports.of(Part.KAFKA), 1, InetAddress.getLoopbackAddress());
                Installation installation = new Installation(DataDirectory.at(directory), ports, false)) {
            assertThatThrownBy(installation::start)
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("Kafka does not start")
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
        }

        assertThat(ProcessHandle.current().children()).as("the registry").isEmpty();
    }
}
