package dev.vestnik.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import dev.vestnik.sandbox.device.ReportListener;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PhonesTest {
    private static final String KEY = "vestnik-sandbox-key";
    private static final String HUAWEI = "/providers/huawei/v1/100200300/messages:send";
    private static final String RUSTORE = "/providers/rustore/v1/projects/shop-1/messages:send";
    private static final String NOTIFICATION =
            "{\"title\": \"В пути\", \"body\": \"Заказ 1\", \"image\": \"https://shop.example/1.png\"}";

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"push\", \"receiptDelay\": 1}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
    }

    @Test
    void showsWhatHuaweisPhonesGet() {
        assertThat(huawei(token(), data("")).body()).contains("\"code\":\"80000000\"", "requestId");
        shows("huawei");
    }

    @Test
    void showsWhatRuStoresPhonesGet() {
        assertThat(ruStore(KEY, data("")).statusCode()).isEqualTo(200);
        shows("rustore");
    }

    private static void shows(String provider) {
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("provider").asString()).isEqualTo(provider);
        assertThat(item.path("to").asString()).isEqualTo("device-1");
        assertThat(item.path("title").asString()).isEqualTo("В пути");
        assertThat(item.path("text").asString()).isEqualTo("Заказ 1");
        assertThat(item.path("url").asString()).isEqualTo("https://shop.example/o/1");
        assertThat(item.path("imageUrl").asString()).isEqualTo("https://shop.example/1.png");
        assertThat(item.path("template").asString()).isEqualTo("order-shipped");
    }

    @Test
    void refusesStrangers() {
        assertThat(grant("guess").statusCode()).isEqualTo(400);
        assertThat(huawei("guess", data("")).body()).contains("80200001");
        assertThat(ruStore("guess", data("")).body()).contains("UNAUTHENTICATED");
        String token = token();
        sandbox.behave("{\"channel\": \"push\", \"wrongCredentials\": true}");
        assertThat(grant(KEY).statusCode()).isEqualTo(400);
        assertThat(huawei(token, data("")).statusCode()).isEqualTo(401);
        assertThat(ruStore(KEY, data("")).statusCode()).isEqualTo(401);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void refusesMessagesThatNoPhoneCouldShow() {
        assertThat(post(
                                HUAWEI,
                                token(),
                                "{\"message\": {\"token\": [\"a\", \"b\"], \"notification\": " + NOTIFICATION + "}}")
                        .body())
                .contains("80100003");
        assertThat(post(RUSTORE, KEY, "{\"message\": {\"token\": \"a\"}}").body())
                .contains("INVALID_ARGUMENT");
        assertThat(post(RUSTORE, KEY, "no json").statusCode()).isEqualTo(400);
    }

    @Test
    void misbehaveAsTheirBehaviourSays() {
        String token = token();
        sandbox.behave("{\"channel\": \"push\", \"deadTokenRate\": 1}");
        assertThat(huawei(token, data("")).body()).contains("80300007");
        assertThat(ruStore(KEY, data("")).body()).contains("\"status\":\"NOT_FOUND\"");
        sandbox.behave("{\"channel\": \"push\", \"temporaryRate\": 1}");
        assertThat(huawei(token, data("")).statusCode()).isEqualTo(503);
        assertThat(ruStore(KEY, data("")).statusCode()).isEqualTo(503);
        sandbox.behave("{\"channel\": \"huawei\", \"rejectRate\": 1, \"rejectCode\": \"80300002\"}");
        assertThat(huawei(token, data("")).body()).contains("80300002");
        sandbox.behave("{\"channel\": \"rustore\", \"failConnections\": 1}");
        assertThatThrownBy(() -> ruStore(KEY, data(""))).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.outbox()).isEmpty();
        sandbox.behave("{\"channel\": \"huawei\", \"loseAnswers\": 1}");
        assertThatThrownBy(() -> huawei(token, data(""))).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.outbox()).hasSize(1);
    }

    @Test
    void huaweiAndRuStorePhonesReportDelivery() throws Exception {
        try (ReportListener sender = new ReportListener()) {
            huawei(token(), data(sender.url("/reports/h")));
            ruStore(KEY, data(sender.url("/reports/r")));
            await().until(() -> sender.heard().contains("/reports/h {\"status\":\"DELIVERED\"}")
                    && sender.heard().contains("/reports/r {\"status\":\"DELIVERED\"}"));
        }
    }

    private static String data(String report) {
        return """
                {"url": "https://shop.example/o/1", "vestnik.messageId": "7f0c0000-0000-8000-8000-000000000004",
                 "vestnik.template": "order-shipped", "vestnik.attempt": "1", "vestnik.report": "%s"}""".formatted(report);
    }

    private static HttpResponse<String> huawei(String bearer, String data) {
        String quoted = JsonMapper.shared().writeValueAsString(data);
        return post(
                HUAWEI,
                bearer,
                "{\"message\": {\"token\": [\"device-1\"], \"data\": %s, \"notification\": %s}}"
                        .formatted(quoted, NOTIFICATION));
    }

    private static HttpResponse<String> ruStore(String bearer, String data) {
        return post(
                RUSTORE,
                bearer,
                "{\"message\": {\"token\": \"device-1\", \"data\": %s, \"notification\": %s}}"
                        .formatted(data, NOTIFICATION));
    }

    private static String token() {
        return JsonMapper.shared()
                .readTree(grant(KEY).body())
                .path("access_token")
                .asString();
    }

    private static HttpResponse<String> grant(String secret) {
        return sandbox.send(HttpRequest.newBuilder(sandbox.uri("/providers/huawei/oauth2/v3/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=100200300&client_secret=" + secret)));
    }

    private static HttpResponse<String> post(String path, String bearer, String body) {
        return sandbox.send(HttpRequest.newBuilder(sandbox.uri(path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
