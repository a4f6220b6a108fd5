package dev.vestnik.ingest;

import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs, on a free port, and a client of it. */
final class Door implements AutoCloseable {
    static final String CLOUD_EVENT = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";
    static final String LINES = "application/x-ndjson";
    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    Door(KafkaSettings kafka, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--vestnik.kafka.registry-url=" + kafka.registryUrl(),
                "--vestnik.kafka.topic-prefix=" + kafka.topicPrefix(),
                "--vestnik.kafka.partitions=" + kafka.partitions(),
                "--vestnik.security.keys[0].sha256=" + sha256("main-key"),
                "--vestnik.security.keys[0].roles=shop",
                "--vestnik.security.keys[0].shops=main",
                "--vestnik.security.keys[1].sha256=" + sha256("ops-key"),
                "--vestnik.security.keys[1].roles=ops",
                "--vestnik.security.keys[1].shops=*"));
        arguments.addAll(List.of(more));
        context = OrderIngest.application().run(arguments.toArray(String[]::new));
        url = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    URI url() {
        return url;
    }

    /** An answer with its body as JSON. */
    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        long accepted() {
            return json().path("accepted").asLong(-1);
        }
    }

    Answer send(String contentType, String body) throws IOException, InterruptedException {
        return send(contentType, BodyPublishers.ofString(body));
    }

    Answer send(String contentType, BodyPublisher body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/v1/events"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer main-key")
                .header("Content-Type", contentType)
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return call(request.build());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build());
    }

    Answer call(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response);
    }

    boolean isReady() {
        try {
            return get("/actuator/health/readiness").status() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One valid event. */
    static String event(String id, String customer) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shops/main\",\"type\":\"cart.cleared\",\"time\":\"2026-01-24T11:05:00Z\",\"subject\":\"%s\",\"data\":{\"cartId\":\"c-1\"}}"
                .formatted(id, customer);
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
