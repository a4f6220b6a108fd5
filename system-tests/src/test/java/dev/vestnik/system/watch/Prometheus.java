package dev.vestnik.system.watch;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus as a process of its own on loopback, with the rules and runbooks that are delivered. */
final class Prometheus implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Process process;

    /** @param targets the services as {@code host:port} */
    Prometheus(Path directory, List<String> targets) throws IOException {
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, evaluation_interval: 2s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: vestnik
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: %s}]
                """.formatted(
                        AlertRules.DIRECTORY.resolve("rules.yml").toRealPath(), targets));
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        url = "http://" + address;
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.console.templates=" + AlertRules.RUNBOOKS.toRealPath(),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("Prometheus (see " + directory.resolve("prometheus.log") + ")")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IllegalStateException.class) // it does not listen yet
                .until(() -> get("/-/ready").contains("is Ready"));
    }

    static boolean isInstalled() {
        List<String> path = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of("prometheus", "promtool")
                .allMatch(program -> path.stream().anyMatch(in -> Files.isExecutable(Path.of(in, program))));
    }

    /** The samples of an expression now. */
    JsonNode query(String expression) {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The part {@code data} of an answer of its API. */
    JsonNode data(String path) {
        JsonNode answer = JSON.readTree(get(path));
        if (!answer.path("status").asString("").equals("success")) {
            throw new IllegalStateException(path + ": " + answer);
        }
        return answer.path("data");
    }

    String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
