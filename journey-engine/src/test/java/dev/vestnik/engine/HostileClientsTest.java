package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow or send what is no HTTP. */
@ExtendWith(SharedEngine.class)
class HostileClientsTest {
    private static final int PATIENCE_MS = 20_000;

    private final RunningEngine engine;

    HostileClientsTest(RunningEngine engine) {
        this.engine = engine;
    }

    /** Everything that comes until the engine closes the connection, in small letters. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(engine.url(0)).getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return in.lines().collect(Collectors.joining("\n")).toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /api/status HTTP/1.1\r\nHost: engine\r\nX-Slow"})
    void aHeadThatDoesNotEndIsNotWaitedFor(String beginning) throws IOException {
        assertThat(answer(beginning)).isEmpty();
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        assertThat(answer("PUT /api/journeys/slow HTTP/1.1\r\nHost: engine\r\nAuthorization: Bearer "
                        + RunningEngine.MARKETER
                        + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"))
                .startsWith("http/1.1 408")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /u/unknown HTTP/1.1",
                "GET /api/journeys HTTP/1.1",
                "GET /nothing HTTP/1.1",
                "GET /openapi HTTP/1.1",
                "GET /actuator/health HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "nonsense"
            })
    void everyAnswerMayNotBeFramedNorGuessedAt(String line) throws IOException {
        assertThat(answer(line + "\r\nHost: engine\r\nConnection: close\r\n\r\n"))
                .contains("frame-ancestors 'none'", "x-content-type-options: nosniff", "referrer-policy: no-referrer");
    }
}
