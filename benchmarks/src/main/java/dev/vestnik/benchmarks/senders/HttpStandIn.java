package dev.vestnik.benchmarks.senders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Takes texts as Twilio's API does, and answers each after a while. */
public final class HttpStandIn {
    private final AtomicLong taken = new AtomicLong();
    private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor();
    private final Duration delay;

    private HttpStandIn(Duration delay) {
        this.delay = delay;
    }

    /** @param arguments the port and the milliseconds before an answer */
    public static void main(String[] arguments) throws IOException {
        new HttpStandIn(Duration.ofMillis(Long.parseLong(arguments[1]))).listen(Integer.parseInt(arguments[0]));
    }

    private void listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/count", exchange -> answer(exchange, 200, "{\"count\": " + taken.get() + "}"));
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String body =
                "{\"sid\": \"SM" + taken.incrementAndGet() + "\", \"num_segments\": \"1\", \"status\": \"queued\"}";
        answers.schedule(() -> answered(exchange, body), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void answered(HttpExchange exchange, String body) {
        Thread.startVirtualThread(() -> {
            try {
                answer(exchange, 201, body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length);
        try (exchange) {
            exchange.getResponseBody().write(octets);
        }
    }
}
