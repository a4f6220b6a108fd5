package dev.vestnik.sandbox.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.vestnik.sandbox.RunningSandbox;
import dev.vestnik.sandbox.device.ReportListener;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ApnsTest {
    private static final String TOKEN = "0a".repeat(32);
    private static final String TOPIC = "dev.vestnik.shop";

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;
    static ApnsClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = RunningSandbox.in(directory);
        client = client("VESTNIKKEY");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close().get(10, TimeUnit.SECONDS);
        sandbox.close();
    }

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"apns\", \"receiptDelay\": 1}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
    }

    private static ApnsClient client(String keyId) throws Exception {
        return new ApnsClientBuilder()
                .setApnsServer("127.0.0.1", sandbox.ports().apns())
                .setTrustedServerCertificateChain(
                        directory.resolve("apns-ca.pem").toFile())
                .setSigningKey(ApnsSigningKey.loadFromPkcs8File(
                        directory.resolve("apns-key.p8").toFile(), "VESTNIKTM1", keyId))
                .setConnectionTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static PushNotificationResponse<SimpleApnsPushNotification> push(
            ApnsClient by, String topic, String payload) throws Exception {
        return by.sendNotification(new SimpleApnsPushNotification(
                        TOKEN, topic, payload, Instant.now().plusSeconds(60)))
                .get(10, TimeUnit.SECONDS);
    }

    private static String payload(String report) {
        return """
                {"aps": {"alert": {"title": "Заказ в пути", "body": "№ 12465"}}, "url": "https://shop.example/o/1",
                 "vestnik": {"messageId": "7f0c0000-0000-8000-8000-000000000003", "template": "order-shipped", "attempt": 1,
                 "report": "%s"}}""".formatted(report);
    }

    @Test
    void showsANotification() throws Exception {
        assertThat(push(client, TOPIC, payload("")).isAccepted()).isTrue();
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("channel").asString()).isEqualTo("push");
        assertThat(item.path("provider").asString()).isEqualTo("apns");
        assertThat(item.path("to").asString()).isEqualTo(TOKEN);
        assertThat(item.path("title").asString()).isEqualTo("Заказ в пути");
        assertThat(item.path("text").asString()).isEqualTo("№ 12465");
        assertThat(item.path("url").asString()).isEqualTo("https://shop.example/o/1");
        assertThat(item.path("messageId").asString()).isEqualTo("7f0c0000-0000-8000-8000-000000000003");
        assertThat(item.path("attempt").asInt()).isEqualTo(1);
        assertThat(sandbox.ledger("received").getLast().toString()).doesNotContain("authorization");
    }

    @Test
    void takesManyAtOnce() throws Exception {
        var answers = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> client.sendNotification(new SimpleApnsPushNotification(
                        "%064x".formatted(i),
                        TOPIC,
                        "{\"aps\":{\"alert\":\"" + i + "\"}}",
                        Instant.now().plusSeconds(60))))
                .toList();
        for (var answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).isAccepted()).isTrue();
        }
        assertThat(sandbox.get("/outbox/count").path("total").asLong()).isEqualTo(500);
    }

    @Test
    void refusesUnsignedRequestsUnknownTopicsAndEmptyPayloads() throws Exception {
        ApnsClient stranger = client("OTHERKEY00");
        assertThat(push(stranger, TOPIC, payload("")).getRejectionReason()).contains("InvalidProviderToken");
        stranger.close().get(10, TimeUnit.SECONDS);
        assertThat(push(client, "dev.other", payload("")).getRejectionReason()).contains("TopicDisallowed");
        assertThat(push(client, TOPIC, "{}").getRejectionReason()).contains("PayloadEmpty");
        assertThat(push(client, TOPIC, "{\"aps\":{},\"x\":\"" + "x".repeat(5000) + "\"}")
                        .getRejectionReason())
                .contains("PayloadTooLarge");
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void reportsADeadTokenWithItsTime() throws Exception {
        sandbox.behave("{\"channel\": \"apns\", \"deadTokenRate\": 1}");
        var answer = push(client, TOPIC, payload(""));
        assertThat(answer.getStatusCode()).isEqualTo(410);
        assertThat(answer.getRejectionReason()).contains("Unregistered");
        assertThat(answer.getTokenInvalidationTimestamp()).isPresent();
        assertThat(sandbox.ledger("rejected").getLast().path("code").asString()).isEqualTo("Unregistered");
    }

    @Test
    void refusesAsItsBehaviourSays() throws Exception {
        sandbox.behave("{\"channel\": \"apns\", \"rejectRate\": 1, \"rejectCode\": \"TooManyRequests\"}");
        var answer = push(client, TOPIC, payload(""));
        assertThat(answer.getStatusCode()).isEqualTo(429);
        sandbox.behave("{\"channel\": \"apns\", \"temporaryRate\": 1}");
        assertThat(push(client, TOPIC, payload("")).getStatusCode()).isEqualTo(503);
    }

    @Test
    void losesAnswersButNotMessages() throws Exception {
        sandbox.behave("{\"channel\": \"apns\", \"loseAnswers\": true}");
        assertThatThrownBy(() -> push(client, TOPIC, payload(""))).isInstanceOf(ExecutionException.class);
        assertThat(sandbox.outbox()).hasSize(1);
        sandbox.behave("{\"channel\": \"apns\"}");
        assertThat(push(client, TOPIC, payload("")).isAccepted()).isTrue();
    }

    @Test
    void resetsConnections() throws Exception {
        assertThat(push(client, TOPIC, payload("")).isAccepted()).isTrue();
        sandbox.behave("{\"channel\": \"apns\", \"failConnections\": true}");
        assertThatThrownBy(() -> push(client, TOPIC, payload(""))).isInstanceOf(Exception.class);
        sandbox.behave("{\"channel\": \"apns\"}");
        await().ignoreExceptions().until(() -> push(client, TOPIC, payload("")).isAccepted());
    }

    @Test
    void itsDevicesReportMessagesAsShownAndOpened() throws Exception {
        sandbox.behave("{\"channel\": \"push\", \"receiptDelay\": 1, \"openRate\": 1}");
        try (ReportListener sender = new ReportListener()) {
            sender.answer(503);
            push(client, TOPIC, payload(sender.url("/reports/m1")));
            await().until(() -> sender.heard().size() == 2);
            sender.answer(204);
            await().until(() -> sender.heard().size() == 4);
            assertThat(List.copyOf(sender.heard()).subList(2, 4))
                    .containsExactlyInAnyOrder(
                            "/reports/m1 {\"status\":\"DELIVERED\"}", "/reports/m1 {\"status\":\"OPENED\"}");
        }
    }
}
