package dev.vestnik.benchmarks.harness;

import dev.vestnik.engine.JourneyEngine;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The journey engine, as it is, in a process of its own. */
public final class EngineProcess implements AutoCloseable {
    /** The engine's consumer group. */
    public static final String GROUP = "journey-engine";

    /** The options of the images and the launcher, and a heap that is the same everywhere. */
    public static final List<String> JVM =
            List.of("-Xmx1500m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:+UseTransparentHugePages");

    private static final String KEY = "benchmarks-only";

    private final Child child;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    private EngineProcess(Child child, String url) {
        this.child = child;
        this.url = url;
    }

    /** Starts it and waits until it is ready. */
    public static EngineProcess start(KafkaSettings kafka, Path directory) throws IOException {
        EngineProcess engine = begin(kafka, directory);
        engine.awaitReady(directory);
        return engine;
    }

    /** Starts it, with these arguments more, and waits for nothing. */
    public static EngineProcess begin(KafkaSettings kafka, Path directory, String... more) throws IOException {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--vestnik.kafka.registry-url=" + kafka.registryUrl(),
                "--vestnik.kafka.partitions=" + kafka.partitions(),
                "--vestnik.engine.state-dir=" + directory.resolve("state"),
                "--vestnik.engine.advertised-port=" + port,
                "--vestnik.engine.public-url=http://127.0.0.1:" + port,
                "--vestnik.engine.link-secret=a-secret-for-benchmarks",
                "--vestnik.security.keys[0].sha256=" + sha256(KEY),
                "--vestnik.security.keys[0].roles=shop,marketer,support,ops",
                "--vestnik.security.keys[0].shops=*"));
        arguments.addAll(List.of(more));
        Child child = Child.start(JourneyEngine.class, directory.resolve("engine.log"), JVM, arguments);
        return new EngineProcess(child, "http://127.0.0.1:" + port);
    }

    /** Waits until it is ready. */
    public void awaitReady(Path directory) {
        Path log = directory.resolve("engine.log");
        Await.until("the engine is ready (see " + log + ")", Duration.ofSeconds(90), () -> {
            if (!child.isAlive()) {
                throw new IllegalStateException("the engine ended; see " + log);
            }
            return isReady();
        });
    }

    public Child process() {
        return child;
    }

    /** Publishes a journey; template and journey are documents in YAML. */
    public void publish(String template, String templateId, String journey, String journeyId) {
        call("PUT", "/api/templates/" + templateId, template);
        call("PUT", "/api/journeys/" + journeyId, journey);
        call("POST", "/api/journeys/" + journeyId + "/publish", "{}");
    }

    /** Saves the settings of all journeys; a document in YAML. */
    public void settings(String document) {
        call("PUT", "/api/settings/shop", document);
    }

    /** Saves a segment; a document in YAML. */
    public void segment(String id, String document) {
        call("PUT", "/api/segments/" + id, document);
    }

    /** Saves a campaign; a document in YAML. */
    public void campaign(String id, String document) {
        call("PUT", "/api/campaigns/" + id, document);
    }

    public void launch(String campaign) {
        call("POST", "/api/campaigns/" + campaign + "/launch", "{\"confirm\": true}");
    }

    /** The progress of the campaign's last launch, as JSON. */
    public String progress(String campaign) {
        return call("GET", "/api/campaigns/" + campaign + "/progress", "");
    }

    /** Publishes the five sample journeys. */
    public void publishSamples() {
        publishSample("cart-reminder", "abandoned-cart");
        for (String id : List.of("order-placed", "order-shipped", "courier-dispatched", "order-delivered")) {
            publishSample(id, id);
        }
    }

    /** Publishes a sample journey with its template. */
    public void publishSample(String templateId, String journeyId) {
        publish(SampleDocuments.template(templateId), templateId, SampleDocuments.journey(journeyId), journeyId);
    }

    /** A metric's value, summed over all of its series that have these tags, each as {@code name="value"}. */
    public long metric(String name, String... tags) {
        return Math.round(call("GET", "/actuator/prometheus", "")
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    private boolean isReady() {
        try {
            return http.send(request("GET", "/actuator/health/readiness", ""), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Calls its API.
     *
     * @throws IllegalStateException where the answer is no success
     */
    public String call(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        child.close();
        http.close();
    }
}
