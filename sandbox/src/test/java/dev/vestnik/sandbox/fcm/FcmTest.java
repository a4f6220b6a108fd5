package dev.vestnik.sandbox.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.vestnik.sandbox.RunningSandbox;
import dev.vestnik.sandbox.device.ReportListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FcmTest {
    private static final String MESSAGING = "https://www.googleapis.com/auth/firebase.messaging";

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;
    static String token;

    @BeforeAll
    static void start() throws Exception {
        sandbox = RunningSandbox.in(directory);
        token = credentials(MESSAGING).refreshAccessToken().getTokenValue();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"fcm\", \"receiptDelay\": 1}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
    }

    private static GoogleCredentials credentials(String scope) throws IOException {
        try (var account = Files.newInputStream(directory.resolve("fcm-service-account.json"))) {
            return ServiceAccountCredentials.fromStream(account).createScoped(scope);
        }
    }

    private static HttpResponse<String> send(String body) {
        return send("vestnik-sandbox", token, body);
    }

    private static HttpResponse<String> send(String project, String bearer, String body) {
        return sandbox.send(HttpRequest.newBuilder(sandbox.uri("/v1/projects/" + project + "/messages:send"))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String message(String report) {
        return """
                {"message": {"token": "device-1", "notification": {"title": "Ваша корзина", "body": "Ждёт вас",
                 "image": "https://shop.example/i.png"},
                 "data": {"url": "https://shop.example/cart", "vestnik.messageId": "7f0c0000-0000-8000-8000-000000000004",
                 "vestnik.template": "cart-reminder", "vestnik.attempt": "1", "vestnik.report": "%s"}}}""".formatted(report);
    }

    @Test
    void showsANotificationOfAServiceAccountItKnows() {
        HttpResponse<String> answer = send(message(""));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"projects/vestnik-sandbox/messages/0:");
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("provider").asString()).isEqualTo("fcm");
        assertThat(item.path("to").asString()).isEqualTo("device-1");
        assertThat(item.path("title").asString()).isEqualTo("Ваша корзина");
        assertThat(item.path("text").asString()).isEqualTo("Ждёт вас");
        assertThat(item.path("url").asString()).isEqualTo("https://shop.example/cart");
        assertThat(item.path("imageUrl").asString()).isEqualTo("https://shop.example/i.png");
        assertThat(item.path("template").asString()).isEqualTo("cart-reminder");
    }

    @Test
    void grantsNothingForAForgedAssertionOrAnotherScope() throws Exception {
        assertThatThrownBy(() ->
                        credentials("https://www.googleapis.com/auth/drive").refreshAccessToken())
                .hasStackTraceContaining("invalid_scope");
        KeyPairGenerator another = KeyPairGenerator.getInstance("RSA");
        another.initialize(2048); // a longer one takes ten seconds
        ServiceAccountCredentials forged = ((ServiceAccountCredentials) credentials(MESSAGING))
                .toBuilder()
                        .setPrivateKey(another.generateKeyPair().getPrivate())
                        .build();
        assertThatThrownBy(forged::refreshAccessToken).hasStackTraceContaining("invalid JWT signature");
    }

    @Test
    void refusesWithGooglesErrorDocuments() {
        assertThat(send("vestnik-sandbox", "ya29.guess", message("")).statusCode())
                .isEqualTo(401);
        assertThat(send("vestnik-sandbox", token + "x", message("")).statusCode())
                .isEqualTo(401);
        assertThat(send("other", token, message("")).body()).contains("SENDER_ID_MISMATCH", "PERMISSION_DENIED");
        HttpResponse<String> faulty = send("{\"message\": {\"data\": {\"n\": 7}}}");
        assertThat(faulty.statusCode()).isEqualTo(400);
        assertThat(faulty.body()).contains("message.token", "message.data[n]", "INVALID_ARGUMENT");
        assertThat(send("no json").statusCode()).isEqualTo(400);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void misbehavesAsItsBehaviourSays() {
        sandbox.behave("{\"channel\": \"fcm\", \"deadTokenRate\": 1}");
        assertThat(send(message("")).statusCode()).isEqualTo(404);
        assertThat(send(message("")).body()).contains("\"errorCode\":\"UNREGISTERED\"");
        sandbox.behave("{\"channel\": \"fcm\", \"temporaryRate\": 1}");
        HttpResponse<String> busy = send(message(""));
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("1");
        sandbox.behave("{\"channel\": \"fcm\", \"rejectRate\": 1, \"rejectCode\": \"QUOTA_EXCEEDED\"}");
        assertThat(send(message("")).statusCode()).isEqualTo(429);
        sandbox.behave("{\"channel\": \"fcm\", \"failConnections\": 1}");
        assertThatThrownBy(() -> send(message(""))).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void losesAnswersButNotMessages() {
        sandbox.behave("{\"channel\": \"fcm\", \"loseAnswers\": 1}");
        assertThatThrownBy(() -> send(message(""))).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.outbox()).hasSize(1);
    }

    @Test
    void devicesReportDelivery() throws Exception {
        try (ReportListener sender = new ReportListener()) {
            send(message(sender.url("/reports/m2")));
            await().until(() -> sender.heard().contains("/reports/m2 {\"status\":\"DELIVERED\"}"));
        }
    }
}
