package dev.vestnik.system.secured;

import static org.awaitility.Awaitility.await;

import dev.vestnik.email.EmailSender;
import dev.vestnik.engine.JourneyEngine;
import dev.vestnik.ingest.OrderIngest;
import dev.vestnik.pages.CustomerPages;
import dev.vestnik.push.PushSender;
import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sms.SmsSender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Services in this process, each with settings of its own. */
final class Services implements AutoCloseable {
    static final Map<String, Class<?>> MAIN = Map.of(
            "order-ingest", OrderIngest.class,
            "journey-engine", JourneyEngine.class,
            "sms-sender", SmsSender.class,
            "email-sender", EmailSender.class,
            "push-sender", PushSender.class,
            "customer-pages", CustomerPages.class,
            "sandbox", Sandbox.class);
    static final String HOOK_SECRET = "a-secret-of-a-test";
    static final String LINK_SECRET = "a secret of links for tests";
    private static final String KEY = "a key for tests only";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ConfigurableApplicationContext> running = new LinkedHashMap<>();
    private final Path directory;

    Services(Path directory) {
        this.directory = directory;
    }

    /** Returns when it listens, which is before it has spoken to the cluster. */
    void start(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "spring.config.name", name,
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.jmx.enabled", "false",
                "springdoc.api-docs.enabled", "false",
                "vestnik.security.keys[0].name", "test",
                "vestnik.security.keys[0].sha256", sha256(),
                "vestnik.security.keys[0].roles", "shop,marketer,support,ops",
                "vestnik.security.keys[0].shops", "*",
                "vestnik.sender.instance", name));
        all.put("vestnik.sender.report-url", "http://127.0.0.1:9");
        all.put("vestnik.sender.report-secret", "the reports of a test are read by nobody else");
        all.putAll(own(name));
        all.putAll(settings);
        running.put(
                name,
                new SpringApplicationBuilder(MAIN.get(name))
                        .web(WebApplicationType.REACTIVE)
                        .run(all.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new)));
    }

    private Map<String, String> own(String name) {
        return switch (name) {
            case "journey-engine" ->
                Map.of(
                        "vestnik.engine.state-dir", directory.resolve("engine").toString(),
                        "vestnik.engine.link-secret", "a-secret-for-tests",
                        "vestnik.engine.threads", "1",
                        "vestnik.engine.memory", "32",
                        "vestnik.engine.lookup.sources.closed.url", "http://127.0.0.1:9/{id}");
            case "sms-sender" ->
                Map.of(
                        "vestnik.sms.state-dir",
                        directory.resolve("sms").toString(),
                        // What it has read between its parts is deleted soon, not after half a minute.
                        "vestnik.kafka.properties.[repartition.purge.interval.ms]",
                        "1000");
            case "customer-pages" ->
                Map.of("vestnik.links.url", "http://127.0.0.1:9/", "vestnik.links.secrets[0]", LINK_SECRET);
            case "sandbox" ->
                Map.of(
                        "vestnik.sandbox.data-dir", directory.resolve("sandbox").toString(),
                        "vestnik.sandbox.smpp.port", "0",
                        "vestnik.sandbox.smtp.port", "0",
                        "vestnik.sandbox.apns.port", "0");
            default -> Map.of();
        };
    }

    /** The settings by which a sender reaches the sandbox, which runs here. */
    Map<String, String> gateways(String name) throws IOException, InterruptedException {
        String ports = must("sandbox", "GET", "/ports", "application/json", "");
        return switch (name) {
            case "sms-sender" ->
                Map.ofEntries(
                        Map.entry("vestnik.sms.gateways[0].name", "sandbox"),
                        Map.entry("vestnik.sms.gateways[0].port", port(ports, "smpp")),
                        Map.entry("vestnik.sms.gateways[0].system-id", "vestnik"),
                        Map.entry("vestnik.sms.gateways[0].password", "vestnik"),
                        Map.entry("vestnik.sms.gateways[0].tags", "true"),
                        Map.entry("vestnik.sms.http[0].name", "closed"),
                        Map.entry("vestnik.sms.http[0].provider", "infobip"),
                        Map.entry("vestnik.sms.http[0].url", url("sandbox") + "/providers/infobip"),
                        Map.entry("vestnik.sms.http[0].key", "vestnik-sandbox-key"),
                        Map.entry("vestnik.sms.http[0].sender", "shop"),
                        Map.entry("vestnik.sms.http[0].hook.scheme", "key"),
                        Map.entry("vestnik.sms.http[0].hook.secrets[0]", HOOK_SECRET),
                        Map.entry("vestnik.sms.routes[0].gateways", "sandbox"));
            case "email-sender" ->
                Map.of(
                        "vestnik.email.gateways[0].name", "sandbox",
                        "vestnik.email.gateways[0].host", "127.0.0.1",
                        "vestnik.email.gateways[0].port", port(ports, "smtp"),
                        "vestnik.email.gateways[0].from", "shop@example.com");
            case "push-sender" ->
                Map.of(
                        "vestnik.push.fcm.service-account",
                        directory.resolve("sandbox/fcm-service-account.json").toString(),
                        "vestnik.push.fcm.url",
                        url("sandbox"));
            default -> Map.of();
        };
    }

    private static String port(String ports, String name) {
        return ports.replaceAll(".*\"" + name + "\":(\\d+).*", "$1");
    }

    String url(String name) {
        return "http://127.0.0.1:" + running.get(name).getEnvironment().getProperty("local.server.port");
    }

    void awaitReady(String name) {
        await(name + " is ready")
                .atMost(Duration.ofMinutes(2))
                .until(() -> health(name).statusCode() == 200);
    }

    HttpResponse<String> health(String name) throws IOException, InterruptedException {
        return call(name, "GET", "/actuator/health/readiness", "application/json", "");
    }

    String must(String name, String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = call(name, method, path, type, body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    HttpResponse<String> call(String name, String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url(name) + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Calls as a browser does, without a key; the answer's status. */
    int browse(String name, String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(name) + path))
                .timeout(Duration.ofSeconds(30))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop(String name) {
        running.remove(name).close();
    }

    @Override
    public void close() {
        running.values().stream().toList().reversed().forEach(ConfigurableApplicationContext::close);
        http.shutdownNow();
    }
}
