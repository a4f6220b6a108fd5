package dev.vestnik.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Infobip, and with it what all providers over HTTP have in common. */
class InfobipTest {
    private static final String REFERENCE = "000000000000800080000000000000071";

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;
    static ShopHook hook;

    @BeforeAll
    static void start() throws IOException {
        sandbox = RunningSandbox.in(directory);
        hook = new ShopHook();
    }

    @AfterAll
    static void stop() {
        hook.close();
        sandbox.close();
    }

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"infobip\", \"receiptDelay\": 1}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
        hook.heard.clear();
        hook.answer(200);
        pull();
    }

    private static HttpResponse<String> send(String id, String webhook) {
        return send("vestnik-sandbox-key", id, webhook);
    }

    private static HttpResponse<String> send(String key, String id, String webhook) {
        return sandbox.send(request(key, id, webhook));
    }

    private static HttpRequest.Builder request(String key, String id, String webhook) {
        String body = """
                {"messages": [{"sender": "SHOP", "destinations": [{"to": "74956461000", "messageId": "%s"}],
                 "content": {"text": "Ваш заказ в пути"}, "options": {"validityPeriod": {"amount": 10, "timeUnit": "MINUTES"}},
                 "webhooks": {"callbackData": "TOKEN", "contentType": "application/json"%s}}]}""".formatted(id, webhook.isEmpty() ? "" : ", \"delivery\": {\"url\": \"" + webhook + "\"}");
        return HttpRequest.newBuilder(sandbox.uri("/providers/infobip/sms/3/messages"))
                .header("Authorization", "App " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static JsonNode get(String path) {
        return json(sandbox.send(HttpRequest.newBuilder(sandbox.uri("/providers/infobip" + path))
                .header("Authorization", "App vestnik-sandbox-key")));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode pull() {
        return get("/sms/3/reports?limit=100").path("results");
    }

    private static String status(HttpResponse<String> answer) {
        return json(answer).at("/messages/0/status/name").asString();
    }

    @Test
    void takesATextShowsItAndCountsIt() {
        HttpResponse<String> answer = send(REFERENCE, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(status(answer)).isEqualTo("PENDING_ACCEPTED");
        assertThat(json(answer).at("/messages/0/messageId").asString()).isEqualTo(REFERENCE);
        assertThat(json(answer).at("/messages/0/details/messageCount").asInt()).isEqualTo(1);
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("channel").asString()).isEqualTo("sms");
        assertThat(item.path("provider").asString()).isEqualTo("infobip");
        assertThat(item.path("to").asString()).isEqualTo("+74956461000");
        assertThat(item.path("from").asString()).isEqualTo("SHOP");
        assertThat(item.path("text").asString()).isEqualTo("Ваш заказ в пути");
        assertThat(item.path("messageId").asString()).isEqualTo("00000000-0000-8000-8000-000000000007");
        assertThat(item.path("attempt").asInt()).isEqualTo(1);
        assertThat(sandbox.get("/outbox/count?by=provider").toString())
                .contains("{\"provider\":\"infobip\",\"count\":1}");
    }

    @Test
    void refusesTheSecondMessageOfOneId() {
        send("twice", "");
        assertThat(status(send("twice", ""))).isEqualTo("REJECTED_DUPLICATE_MESSAGE_ID");
        assertThat(sandbox.outbox()).hasSize(1);
    }

    @Test
    void reportsToTheAddressThatTheMessageNames() {
        hook.answer(503);
        send("hooked", hook.url("/v1/hooks/world?key=k"));
        await().until(() -> !hook.heard.isEmpty());
        hook.answer(200);
        await().until(() -> sandbox.ledger("settled").stream()
                .anyMatch(settled -> settled.path("seq").asLong()
                        == sandbox.outbox().getFirst().path("seq").asLong()));
        assertThat(hook.heard).hasSizeGreaterThan(1);
        JsonNode report =
                JsonMapper.shared().readTree(hook.heard.getLast().body()).at("/results/0");
        assertThat(hook.heard.getLast().address()).isEqualTo("/v1/hooks/world?key=k");
        assertThat(report.path("callbackData").asString()).isEqualTo("TOKEN");
        assertThat(report.path("messageId").asString()).isEqualTo("hooked");
        assertThat(report.at("/status/groupName").asString()).isEqualTo("DELIVERED");
    }

    @Test
    void givesReportsOnceToAClientThatAsks() {
        sandbox.behave("{\"channel\": \"infobip\", \"receiptDelay\": 1, \"failedReceiptRate\": 1,"
                + " \"failedReceiptCode\": \"EC_DEACTIVATED_LIST\"}");
        send("pulled", "");
        JsonNode report =
                await().until(InfobipTest::pull, results -> results.size() == 1).path(0);
        assertThat(report.at("/status/groupName").asString()).isEqualTo("UNDELIVERABLE");
        assertThat(report.at("/error/name").asString()).isEqualTo("EC_DEACTIVATED_LIST");
        assertThat(pull()).isEmpty();
    }

    @Test
    void knowsInItsLogsWhatItTook() {
        assertThat(get("/sms/3/logs?messageId=never").path("results")).isEmpty();
        sandbox.behave("{\"channel\": \"infobip\", \"loseAnswers\": 1, \"receiptDelay\": \"PT1H\"}");
        assertThatThrownBy(() -> send("lost", "")).isInstanceOf(UncheckedIOException.class);
        JsonNode log = get("/sms/3/logs?messageId=lost").path("results").path(0);
        assertThat(log.at("/status/groupName").asString()).isEqualTo("PENDING");
        assertThat(log.path("messageCount").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"wrongCredentials\": true | 401 | E401",
                "\"throttleRate\": 1, \"retryAfter\": \"PT7S\" | 429 | E429",
                "\"temporaryRate\": 1 | 503 | E503",
                "\"rejectRate\": 1 | 200 | REJECTED_DESTINATION",
                "\"rejectRate\": 1, \"rejectCode\": \"REJECTED_NOT_ENOUGH_CREDITS\" | 200 | REJECTED_NOT_ENOUGH_CREDITS",
                "\"recipients\": {\"+74956461000\": \"REJECTED_DND\", \"+1\": \"REJECTED_NETWORK\"} | 200 | REJECTED_DND",
            })
    void misbehaves(String behaviour, int status, String said) {
        sandbox.behave("{\"channel\": \"infobip\", " + behaviour + "}");
        HttpResponse<String> answer = send("m-" + behaviour.hashCode(), "");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
        assertThat(answer.headers().firstValue("Retry-After").orElse("none")).isEqualTo(status == 429 ? "7" : "none");
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void breaksConnections() {
        sandbox.behave("{\"channel\": \"infobip\", \"failConnections\": 1}");
        assertThatThrownBy(() -> send("broken", "")).isInstanceOf(UncheckedIOException.class);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void refusesAnotherKeyAndWhatItDoesNotTake() {
        assertThat(send("another key", "m", "").statusCode()).isEqualTo(401);
        assertThat(sandbox.send(HttpRequest.newBuilder(sandbox.uri("/providers/infobip/sms/3/messages"))
                                .header("Authorization", "App vestnik-sandbox-key")
                                .POST(BodyPublishers.ofString("no json")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sandbox.send(HttpRequest.newBuilder(sandbox.uri("/providers/nobody/sms")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void reportsBeforeItAnswersTwiceOrNever() {
        sandbox.behave("{\"channel\": \"infobip\", \"receiptsBeforeAnswer\": true, \"duplicateReceipts\": 1}");
        send("early", hook.url("/hook"));
        assertThat(hook.heard).hasSize(2);
        sandbox.behave("{\"channel\": \"infobip\", \"dropReceipts\": 1}");
        send("never", hook.url("/hook"));
        assertThat(sandbox.ledger("received").getLast().path("followUps")).isEmpty();
    }

    @Test
    void answersLateWhatItTookAtOnce() {
        sandbox.behave("{\"channel\": \"infobip\", \"answerDelay\": \"PT1H\", \"receiptDelay\": 1}");
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                    request("vestnik-sandbox-key", "late", hook.url("/hook")).build(), BodyHandlers.ofString());
            await().until(() -> !hook.heard.isEmpty());
            assertThat(answer).isNotDone();
            answer.cancel(true);
        }
    }

    @Test
    void staysSilent() {
        sandbox.behave("{\"channel\": \"infobip\", \"silentRate\": 1}");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = request("vestnik-sandbox-key", "silent", "");
            assertThatThrownBy(() ->
                            client.send(request.timeout(Duration.ofMillis(300)).build(), BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        }
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void callsNoStrangers() {
        send("stranger", "https://elsewhere.example/hook");
        await().until(() -> sandbox.ledger("settled").stream()
                .anyMatch(settled -> settled.path("seq").asLong()
                        == sandbox.outbox().getFirst().path("seq").asLong()));
    }
}
