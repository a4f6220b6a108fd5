package dev.vestnik.email;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A schema registry in memory, as far as a serde needs one: the real one takes longer to start than these tests. */
final class SchemaStore implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final List<String> schemas = new ArrayList<>();
    private final HttpServer server;

    SchemaStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One thread serves all requests, so nothing else touches the list. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, ?> body = path.startsWith("/schemas/ids/")
                ? Map.of("schema", schemas.get(Integer.parseInt(path.substring("/schemas/ids/".length())) - 1))
                : Map.of(
                        "id",
                        id(json.readTree(exchange.getRequestBody().readAllBytes())
                                .path("schema")
                                .stringValue()));
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int id(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }
}
