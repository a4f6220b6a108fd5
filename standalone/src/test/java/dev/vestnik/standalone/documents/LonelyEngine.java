package dev.vestnik.standalone.documents;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.engine.JourneyEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An engine with a broker and a registry, and nothing else. */
final class LonelyEngine implements AutoCloseable {
    static final String KEY = "a key for tests only";

    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final ConfigurableApplicationContext engine;

    LonelyEngine(Path directory) {
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
        engine = new SpringApplicationBuilder(JourneyEngine.class)
                .properties("spring.config.name=journey-engine")
                .run(settings(directory).entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        awaitReady();
    }

    /** Until it has its definitions, and knows that it is alone. */
    private void awaitReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                    .build();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> http.send(ready, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }

    private Map<String, Object> settings(Path directory) {
        return Map.ofEntries(
                Map.entry("server.port", 0),
                Map.entry("vestnik.kafka.bootstrap-servers", kafka.bootstrapServers()),
                Map.entry("vestnik.kafka.registry-url", registry.url()),
                Map.entry("vestnik.kafka.partitions", 1),
                Map.entry("vestnik.kafka.replication", 1),
                Map.entry("vestnik.engine.state-dir", directory.resolve("state")),
                Map.entry("vestnik.engine.link-secret", "a secret for tests only"),
                Map.entry("vestnik.engine.threads", 1),
                Map.entry("vestnik.engine.memory", 32),
                Map.entry("vestnik.security.keys[0].name", "pipeline"),
                Map.entry("vestnik.security.keys[0].sha256", sha256()),
                Map.entry("vestnik.security.keys[0].roles[0]", "marketer"),
                Map.entry("vestnik.security.keys[0].shops[0]", "*"));
    }

    private static String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + engine.getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() {
        engine.close();
        registry.close();
        kafka.close();
    }
}
