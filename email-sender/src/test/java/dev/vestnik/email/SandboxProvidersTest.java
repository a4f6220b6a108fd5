package dev.vestnik.email;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole sender against the sandbox's mail services: there and back, by hooks that they sign as the real ones do. */
class SandboxProvidersTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext sandbox;
    private TestEngine engine;
    private int port;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        sandbox = Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory,
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
        engine = new TestEngine(ChannelName.EMAIL, 2);
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        engine.close();
        sandbox.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({"mailgun, vestnik-signing-key, 5.1.1", "unisender, , err_user_unknown"})
    void takesALetterThereAndItsFateBack(String provider, String signingKey, String dead) {
        try (ConfigurableApplicationContext sender = sender(provider, signingKey)) {
            assertThat(sender.isRunning()).isTrue();
            behave(provider, "\"throttleRate\": 1, \"retryAfter\": \"PT1S\"");
            UUID throttled = send("anna@example.com");
            eventually().until(() -> sandboxRefused("throttled"));
            assertThat(engine.receipts(throttled)).isEmpty();
            behave(provider, "\"receiptDelay\": 1");
            eventually().until(() -> statuses(throttled).contains("DELIVERED"));
            assertThat(statuses(throttled)).containsExactlyInAnyOrder("ACCEPTED", "DELIVERED");
            assertThat(outbox()).singleElement().satisfies(item -> {
                assertThat(item.path("provider").asString()).isEqualTo(provider);
                assertThat(item.path("subject").asString()).isEqualTo("Заказ в пути");
                assertThat(item.path("messageId").asString()).isEqualTo(throttled.toString());
            });

            behave(provider, "\"receiptDelay\": 1, \"complaintRate\": true");
            UUID complained = send("boris@example.com");
            eventually().until(() -> engine.receipts(complained).stream().anyMatch(DeliveryReceipt::getOptedOut));

            behave(provider, "\"receiptDelay\": 1, \"failedReceiptRate\": true");
            UUID returned = send("gone@example.com");
            eventually().until(() -> statuses(returned).contains("FAILED"));
            assertThat(engine.receipts(returned)).anySatisfy(receipt -> {
                assertThat(receipt.getCode()).isEqualTo(provider + "-" + dead);
                assertThat(receipt.getAddressDead()).isTrue();
            });
        }
    }

    /** Its reports would come by Amazon's SNS, for which nobody else can sign. */
    @Test
    void takesALetterToAmazon() {
        try (ConfigurableApplicationContext sender = sender("ses", null)) {
            assertThat(sender.isRunning()).isTrue();
            behave("ses", "\"throttleRate\": 1");
            UUID throttled = send("anna@example.com");
            eventually().until(() -> sandboxRefused("throttled"));
            assertThat(engine.receipts(throttled)).isEmpty();
            behave("ses", "\"delay\": 1");
            eventually().until(() -> statuses(throttled).contains("ACCEPTED"));
            assertThat(engine.receipts(throttled).getFirst().getProviderIds())
                    .singleElement()
                    .asString()
                    .startsWith("0102");
            assertThat(outbox()).singleElement().satisfies(item -> {
                assertThat(item.path("provider").asString()).isEqualTo("ses");
                assertThat(item.path("subject").asString()).isEqualTo("Заказ в пути");
                assertThat(item.path("html").asString()).contains("Едет");
                assertThat(item.path("messageId").asString()).isEqualTo(throttled.toString());
            });

            behave("ses", "\"rejectRate\": 1");
            UUID refused = send("boris@example.com");
            eventually().until(() -> statuses(refused).contains("FAILED"));
            assertThat(engine.receipts(refused).getFirst().getCode()).isEqualTo("ses-MessageRejected");
        }
    }

    private ConfigurableApplicationContext sender(String provider, String signingKey) {
        List<String> arguments = new ArrayList<>(engine.arguments());
        arguments.addAll(List.of(
                "--server.port=" + port,
                "--vestnik.sender.circuit-open=1s",
                "--vestnik.sender.report-url=http://127.0.0.1:" + port,
                "--vestnik.sender.report-secret=0123456789abcdef",
                "--vestnik.email.http[0].name=service",
                "--vestnik.email.http[0].provider=" + provider,
                "--vestnik.email.http[0].url=" + uri("/providers/" + provider),
                "--vestnik.email.http[0].key=vestnik-sandbox-key",
                "--vestnik.email.http[0].sender=hello@shop.example"));
        if (provider.equals("ses")) {
            arguments.add("--vestnik.email.http[0].ses.access-key-id=AKIAIOSFODNN7EXAMPLE");
            arguments.add("--vestnik.email.http[0].ses.region=eu-west-1");
        }
        if (signingKey != null) {
            arguments.add("--vestnik.email.http[0].hook.secrets[0]=" + signingKey);
        }
        ConfigurableApplicationContext sender = new SpringApplicationBuilder(EmailSender.class)
                .properties("spring.config.name=email-sender")
                .run(arguments.toArray(String[]::new));
        post("/providers/" + provider + "/hook", "{\"url\": \"http://127.0.0.1:" + port + "/v1/hooks/service\"}");
        return sender;
    }

    private UUID send(String to) {
        UUID id = UUID.randomUUID();
        engine.send(
                new Lane(ChannelName.EMAIL, MessageClass.service),
                TestEngine.message(id)
                        .setPayload(EmailContent.newBuilder()
                                .setTo(to)
                                .setSubject("Заказ в пути")
                                .setHtml("<p>Едет</p>")
                                .setText("Едет")
                                .build()));
        return id;
    }

    private List<String> statuses(UUID id) {
        return engine.receipts(id).stream()
                .map(receipt -> receipt.getStatus().name())
                .toList();
    }

    private boolean sandboxRefused(String code) {
        return get("/ledger?limit=1000").contains("\"code\":\"" + code + "\"");
    }

    private List<JsonNode> outbox() {
        return JsonMapper.shared()
                .readTree(get("/outbox?channel=email"))
                .path("items")
                .valueStream()
                .toList();
    }

    private void behave(String provider, String behaviour) {
        post("/behaviour", "{\"channel\": \"" + provider + "\", " + behaviour + "}");
    }

    private void post(String path, String body) {
        HttpResponse<String> answer = call(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private String get(String path) {
        return call(HttpRequest.newBuilder(uri(path))).body();
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + sandbox.getBean(SandboxPorts.class).http() + path);
    }
}
