package dev.vestnik.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole sandbox on free ports, with its calls over HTTP. */
public final class RunningSandbox implements AutoCloseable {
    private static final JsonMapper json = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final SandboxPorts ports;

    private RunningSandbox(ConfigurableApplicationContext context) {
        this.context = context;
        ports = context.getBean(SandboxPorts.class);
    }

    public static RunningSandbox in(Path directory, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "vestnik.sandbox.data-dir=" + directory,
                "vestnik.sandbox.port=0",
                "vestnik.sandbox.smpp.port=0",
                "vestnik.sandbox.smpp.receipt-retry=100ms",
                "vestnik.sandbox.smtp.port=0",
                "vestnik.sandbox.apns.port=0"));
        all.addAll(List.of(properties));
        return new RunningSandbox(
                Sandbox.application().run(all.stream().map("--"::concat).toArray(String[]::new)));
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public SandboxPorts ports() {
        return ports;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ports.http() + path);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode get(String path) {
        return json.readTree(send(HttpRequest.newBuilder(uri(path))).body());
    }

    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    public void behave(String body) {
        HttpResponse<String> answer = post("/behaviour", body);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(answer.body());
        }
    }

    public List<JsonNode> outbox() {
        return items("/outbox");
    }

    public List<JsonNode> items(String path) {
        return StreamSupport.stream(get(path).path("items").spliterator(), false)
                .toList();
    }

    /** The ledger's records of one kind. */
    public List<JsonNode> ledger(String kind) {
        return send(HttpRequest.newBuilder(uri("/ledger?limit=1000")))
                .body()
                .lines()
                .map(json::readTree)
                .filter(entry -> entry.path("kind").asString().equals(kind))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
