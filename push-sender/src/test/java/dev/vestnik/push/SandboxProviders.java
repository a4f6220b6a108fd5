package dev.vestnik.push;

import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's push services. */
final class SandboxProviders implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final ConfigurableApplicationContext context;
    private final SandboxPorts ports;

    SandboxProviders(Path directory) {
        this.directory = directory;
        context = Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory,
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
        ports = context.getBean(SandboxPorts.class);
    }

    /** The settings with which a push sender reaches the sandbox. */
    List<String> settings() {
        return List.of(
                "--vestnik.push.apns.host=127.0.0.1",
                "--vestnik.push.apns.port=" + ports.apns(),
                "--vestnik.push.apns.topic=dev.vestnik.shop",
                "--vestnik.push.apns.key=" + directory.resolve("apns-key.p8"),
                "--vestnik.push.apns.key-id=VESTNIKKEY",
                "--vestnik.push.apns.team-id=VESTNIKTM1",
                "--vestnik.push.apns.trust=" + directory.resolve("apns-ca.pem"),
                "--vestnik.push.fcm.service-account=" + directory.resolve("fcm-service-account.json"),
                "--vestnik.push.fcm.url=" + url(),
                "--vestnik.push.huawei.app-id=100200300",
                "--vestnik.push.huawei.client-secret=vestnik-sandbox-key",
                "--vestnik.push.huawei.url=" + url() + "/providers/huawei",
                "--vestnik.push.huawei.token-url=" + url() + "/providers/huawei/oauth2/v3/token",
                "--vestnik.push.rustore.project=shop-1",
                "--vestnik.push.rustore.service-token=vestnik-sandbox-key",
                "--vestnik.push.rustore.url=" + url() + "/providers/rustore",
                "--vestnik.push.web.subject=mailto:ops@shop.example",
                "--vestnik.push.web.key-file=" + directory.resolve("vapid.key"),
                "--vestnik.push.web.allow-loopback=true");
    }

    /** Subscribes a browser with that key. */
    JsonNode subscribe(String applicationServerKey) throws Exception {
        return post("/webpush/subscriptions", Map.of("applicationServerKey", applicationServerKey));
    }

    void behave(Map<String, ?> behaviour) throws Exception {
        post("/behaviour", behaviour);
    }

    JsonNode outbox() throws Exception {
        return get(url() + "/outbox?channel=push&limit=1000").path("items");
    }

    JsonNode get(String address) throws Exception {
        return json.readTree(send(HttpRequest.newBuilder(URI.create(address))));
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    private String url() {
        return "http://127.0.0.1:" + ports.http();
    }

    private JsonNode post(String path, Map<String, ?> body) throws Exception {
        return json.readTree(send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response.uri() + " answers " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
