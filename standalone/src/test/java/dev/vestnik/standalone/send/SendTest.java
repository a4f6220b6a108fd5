package dev.vestnik.standalone.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void namesTheLineOfTheFileThatWasRefused() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("events.ndjson"), "{}\n\n\nbroken\n");
        HttpServer door = refusing("""
                {"accepted": 1, "refused": 1, "errors": [{"index": 1, "path": "", "problem": "is not valid JSON"}]}""");
        try {
            new Send(
                            new PrintStream(printed, true, StandardCharsets.UTF_8),
                            directory,
                            "http://127.0.0.1:" + door.getAddress().getPort(),
                            "key")
                    .run(file.toString());
        } finally {
            door.stop(0);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("  line 4: is not valid JSON\n");
    }

    private static HttpServer refusing(String answer) throws IOException {
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/v1/events", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(207, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        door.start();
        return door;
    }
}
