package dev.vestnik.sender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** The Confluent registry's protocol as far as a serde uses it, in memory; can be told not to answer. */
public final class TestRegistry implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean away;

    public TestRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void away(boolean now) {
        away = now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (away) {
            respond(exchange, 503, "{}");
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
            if (id <= schemas.size()) {
                respond(exchange, 200, JSON.writeValueAsString(java.util.Map.of("schema", schemas.get(id - 1))));
            } else {
                respond(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
            }
        } else {
            String schema = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("schema")
                    .asString();
            respond(exchange, 200, "{\"id\": " + id(schema) + "}");
        }
    }

    private synchronized int id(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
