package dev.vestnik.system.engines;

import static org.awaitility.Awaitility.await;

import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.net.InetAddress;
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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A place in the group of engines, with its port and its directory, where one version is replaced by another. */
final class Engine implements AutoCloseable {
    private static final String KEY = "a key for tests only";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaSettings kafka;
    private final Path directory;
    private final List<String> more;
    private final int port;
    private Process process;

    /** @param more arguments, beside those that every engine of a test has */
    Engine(KafkaSettings kafka, Path directory, String... more) throws IOException {
        this.kafka = kafka;
        this.directory = directory;
        this.more = List.of(more);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /** What an HTTP call came to. */
    record Answer(int status, JsonNode body) {}

    /** Ends what runs here, as a deployment does, starts this version in its place, and waits until it is ready. */
    void replaceBy(Build build) throws IOException, InterruptedException {
        close();
        start(build);
        Process started = process;
        await("an engine that is ready (see " + directory.resolve("engine.log") + ")")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    if (!started.isAlive()) {
                        throw new IllegalStateException("ended: " + directory.resolve("engine.log"));
                    }
                    return isReady();
                });
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Returns at once. */
    void start(Build build) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx500m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                build.classPath(),
                "dev.vestnik.engine.JourneyEngine",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--vestnik.kafka.registry-url=" + kafka.registryUrl(),
                "--vestnik.kafka.partitions=" + kafka.partitions(),
                "--vestnik.kafka.replication=1",
                "--vestnik.engine.state-dir=" + directory.resolve("state"),
                "--vestnik.engine.instance-id=" + directory.getFileName(),
                "--vestnik.engine.threads=1",
                "--vestnik.engine.memory=64",
                "--vestnik.engine.advertised=127.0.0.1:" + port,
                "--vestnik.engine.link-secret=a-secret-for-tests",
                "--vestnik.security.keys[0].name=test",
                "--vestnik.security.keys[0].sha256=" + sha256(),
                "--vestnik.security.keys[0].roles=shop,marketer,support,ops",
                "--vestnik.security.keys[0].shops=*"));
        command.addAll(more);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("engine.log").toFile()))
                .start();
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    }

    /** How many waits of journeys of the class service it has that are not due yet. */
    long pending() throws IOException, InterruptedException {
        return call("GET", "/api/status", "")
                .body()
                .path("streams")
                .path("pendingService")
                .asLong(0);
    }

    boolean isReady() throws InterruptedException {
        try {
            return call("GET", "/actuator/health/readiness", "").status() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    String hostPort() {
        return "127.0.0.1:" + port;
    }

    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + hostPort() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json(answer.body()));
    }

    private static JsonNode json(String body) {
        return body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode();
    }

    private static String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            Objects.requireNonNull(process).destroy();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not stop when asked to");
            }
        }
    }
}
