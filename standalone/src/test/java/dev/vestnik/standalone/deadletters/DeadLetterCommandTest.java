package dev.vestnik.standalone.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vestnik.standalone.command.Command;
import dev.vestnik.standalone.command.CommandFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an engine that has 700 letters of one topic, offsets 0 to 699, and leaves the last one. */
class DeadLetterCommandTest {
    private static final int LETTERS = 700;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> replayed = new ArrayList<>();
    private HttpServer engine;

    @BeforeEach
    void start() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/api/dead-letters/shop.events", this::page);
        engine.createContext("/api/dead-letters/shop.events/replay", this::replay);
        engine.createContext(
                "/api/dead-letters/no.topic", exchange -> answer(exchange, 404, "{\"detail\": \"no topic\"}"));
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.stop(0);
    }

    private void page(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        long end = query.contains("cursor=200") ? 200 : LETTERS;
        String items = LongStream.iterate(end - 1, offset -> offset - 1)
                .limit(Math.min(end, 500))
                .mapToObj(offset -> "{\"offset\": " + offset + ", \"reason\": \"ends-thread\"}")
                .collect(Collectors.joining(", "));
        answer(exchange, 200, "{\"items\": [" + items + "]" + (end == LETTERS ? ", \"next\": \"200\"" : "") + "}");
    }

    private void replay(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        replayed.addAll(List.of(body.replaceAll("[^0-9,]", "").split(",")));
        boolean last = body.contains("699");
        answer(
                exchange,
                200,
                last
                        ? "{\"replayed\": 199, \"left\": [{\"offset\": 699, \"why\": \"it was too large\"}]}"
                        : "{\"replayed\": 500, \"left\": []}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean run(boolean consent, String... arguments) throws InterruptedException {
        String url = "http://127.0.0.1:" + engine.getAddress().getPort();
        return new DeadLetterCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), url, "key")
                .run(Command.DEAD_LETTERS.read(List.of(arguments)), () -> consent);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesAllThatAreThereAgainOldestFirstAndNamesThoseThatAreLeft() throws InterruptedException {
        assertThat(run(true, "replay", "shop.events.dead-letters", "--reason", "ends-thread"))
                .isFalse();
        assertThat(replayed)
                .isEqualTo(
                        LongStream.range(0, LETTERS).mapToObj(String::valueOf).toList());
        assertThat(printed()).contains("699 of 700 written again", "699 was left: it was too large");
    }

    @Test
    void writesNothingWithoutConsent() throws InterruptedException {
        assertThat(run(false, "replay", "shop.events")).isFalse();
        assertThat(replayed).isEmpty();
        assertThat(printed()).contains("700 to be written to shop.events again");
    }

    @Test
    void asksForNoConsentWhereItIsGivenAlready() throws InterruptedException {
        assertThat(run(false, "replay", "shop.events", "17", "--yes")).isTrue();
        assertThat(replayed).containsExactly("17");
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> run(true, "burn")).hasMessageContaining("unknown: burn");
        assertThatThrownBy(() -> run(true, "show", "shop.events")).hasMessageContaining("show TOPIC OFFSET");
        assertThatThrownBy(() -> run(true, "show", "shop.events", "x")).hasMessageContaining("not x");
        assertThatThrownBy(() -> run(true, "list", "no.topic"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("404: no topic");
    }
}
