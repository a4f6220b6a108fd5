package dev.vestnik.standalone.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestClientTest {
    private HttpServer door;
    private volatile int status;

    @BeforeEach
    void open() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/v1/events", exchange -> {
            byte[] body = "{\"detail\": \"a line of more than 64 MiB\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
    }

    @Test
    void doesNotRepeatAPostThatWasRefusedForGood() {
        status = 413;

        assertThatThrownBy(this::post)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("413")
                .hasMessageContaining("a line of more than 64 MiB");
    }

    @Test
    void repeatsAPostAtTheTimeThatABusyDoorNames() throws InterruptedException {
        status = 503;

        assertThat(post()).isEqualTo(new IngestClient.Later("order-ingest answers 503", Duration.ofSeconds(7)));
    }

    @Test
    void tellsWhatToDoAboutAClosedDoor() throws InterruptedException {
        door.stop(0);

        assertThat(post())
                .isInstanceOfSatisfying(
                        IngestClient.Later.class,
                        later -> assertThat(later.why()).contains("is ./vestnik up running?"));
    }

    private IngestClient.Answer post() throws InterruptedException {
        try (IngestClient client =
                new IngestClient("http://127.0.0.1:" + door.getAddress().getPort(), "key")) {
            return client.post(List.of("{}"));
        }
    }
}
