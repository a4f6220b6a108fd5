package dev.vestnik.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleClientTest {
    private HttpServer engine;
    private BundleClient client;
    private HttpHandler answer = HttpExchange::close;

    @BeforeEach
    void start() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer.handle(exchange);
        });
        engine.start();
        client = new BundleClient("http://127.0.0.1:" + engine.getAddress().getPort(), "key");
    }

    @AfterEach
    void stop() {
        client.close();
        engine.stop(0);
    }

    @Test
    void saysThatAChangeWithoutAnAnswerMayBeInForce() {
        assertThatThrownBy(this::apply)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("no answer from ")
                .hasMessageEndingWith("it may be in force all the same: ./vestnik diff DIR shows what is not");
        answer = exchange -> {
            exchange.sendResponseHeaders(504, -1);
            exchange.close();
        };
        assertThatThrownBy(this::apply)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("answers 504")
                .hasMessageContaining("it may be in force all the same");
    }

    @Test
    void saysNothingOfTheKindOfAPlan() {
        assertThatThrownBy(() -> client.plan(Map.of(), "keep"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageNotContaining("in force");
    }

    @Test
    void readsPagesOfOneStateAlone() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        answer = exchange -> {
            boolean second = exchange.getRequestURI().toString().contains("cursor");
            int revision = reads.incrementAndGet() == 1 ? 1 : 2; // something is saved after the first page
            page(
                    exchange,
                    revision,
                    second ? "journeys/b.yml" : "journeys/a.yml",
                    second ? "null" : "\"journeys/a.yml\"");
        };
        assertThat(client.documents().documents())
                .extracting(BundleClient.Document::path)
                .containsExactly("journeys/a.yml", "journeys/b.yml");
        assertThat(reads).hasValue(4);
        answer = exchange -> page(exchange, reads.incrementAndGet(), "journeys/a.yml", "\"journeys/a.yml\"");
        assertThatThrownBy(client::documents)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("changed again and again");
    }

    private static void page(HttpExchange exchange, int revision, String path, String next) throws IOException {
        byte[] body = "{\"folders\": [\"journeys\"], \"revision\": %d, \"items\": [{\"path\": \"%s\"}], \"next\": %s}"
                .formatted(revision, path, next)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void apply() throws InterruptedException {
        client.apply(Map.of(), "keep", "\"1\"");
    }
}
