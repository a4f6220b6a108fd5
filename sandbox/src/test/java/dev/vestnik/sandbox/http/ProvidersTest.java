package dev.vestnik.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The providers over HTTP, each in its own words. InfobipTest shows what they have in common. */
class ProvidersTest {
    private static final String KEY = "vestnik-sandbox-key";
    private static final String TOKEN = "AAEAAAAAAACAAIAAAAAAAAAHbWFpbi9jMQ";
    private static final String MESSAGE = "00000000-0000-8000-8000-000000000007";
    private static final String REFERENCE = "000000000000800080000000000000071";
    private static final String LONG = "ж".repeat(100);

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;
    static ShopHook hook;

    @BeforeAll
    static void start() throws IOException {
        sandbox = RunningSandbox.in(directory);
        hook = new ShopHook();
        for (String provider : new String[] {"infobip", "twilio", "smsc", "vonage", "mailgun", "unisender"}) {
            sandbox.post("/providers/" + provider + "/hook", "{\"url\": \"" + hook.url("/" + provider) + "\"}");
        }
    }

    @AfterAll
    static void stop() {
        hook.close();
        sandbox.close();
    }

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"sms\", \"receiptDelay\": 1}");
        sandbox.behave("{\"channel\": \"email\", \"receiptDelay\": 1}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
        hook.heard.clear();
    }

    private static HttpResponse<String> send(String provider) {
        return send(provider, KEY);
    }

    private static HttpResponse<String> send(String provider, String key) {
        return switch (provider) {
            case "twilio" ->
                form(
                        provider,
                        "/2010-04-01/Accounts/vestnik/Messages.json",
                        "Basic " + basic("vestnik", key),
                        Map.of(
                                "To",
                                "+74956461000",
                                "From",
                                "+14155550100",
                                "Body",
                                LONG,
                                "StatusCallback",
                                hook.url("/callback?t=" + TOKEN)));
            case "smsc" ->
                form(
                        provider,
                        "/sys/send.php",
                        "",
                        Map.of(
                                "login",
                                "vestnik",
                                "psw",
                                key,
                                "fmt",
                                "3",
                                "phones",
                                "+74956461000",
                                "mes",
                                LONG,
                                "id",
                                REFERENCE));
            case "vonage" ->
                form(
                        provider,
                        "/sms/json",
                        "",
                        Map.of(
                                "api_key",
                                "vestnik",
                                "api_secret",
                                key,
                                "to",
                                "74956461000",
                                "from",
                                "SHOP",
                                "text",
                                LONG,
                                "type",
                                "unicode",
                                "client-ref",
                                REFERENCE));
            case "mailgun" ->
                form(
                        provider,
                        "/v3/shop.example/messages",
                        "Basic " + basic("api", key),
                        Map.of(
                                "from", "\"My shop\" <hello@shop.example>",
                                "to", "\"Anna\" <anna@shop.example>",
                                "subject", "Заказ",
                                "text", "On its way",
                                "html", "<p>On its way</p>",
                                "v:vestnik", TOKEN,
                                "h:List-Unsubscribe", "<https://shop.example/u/1>"));
            default ->
                sandbox.send(HttpRequest.newBuilder(
                                sandbox.uri("/providers/unisender/ru/transactional/api/v1/email/send.json"))
                        .header("X-API-KEY", key)
                        .POST(BodyPublishers.ofString("""
                                {"message": {"recipients": [{"email": "anna@shop.example", "metadata": {"vestnik": "%s"}}],
                                 "from_email": "hello@shop.example", "from_name": "My shop", "subject": "Заказ",
                                 "body": {"html": "<p>On its way</p>", "plaintext": "On its way"},
                                 "headers": {"List-Unsubscribe": "<https://shop.example/u/1>"}}}""".formatted(TOKEN))));
        };
    }

    private static HttpResponse<String> form(
            String provider, String path, String authorization, Map<String, String> fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(sandbox.uri("/providers/" + provider + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
        return sandbox.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String basic(String user, String key) {
        return Base64.getEncoder().encodeToString((user + ":" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static ShopHook.Heard heard() {
        return await().until(() -> hook.heard.isEmpty() ? null : hook.heard.getFirst(), call -> call != null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio | 201 | \"num_segments\":\"2\"",
                "smsc | 200 | \"cnt\":2",
                "vonage | 200 | \"message-count\":\"2\"",
                "mailgun | 200 | @shop.example>",
                "unisender | 200 | \"status\":\"success\""
            })
    void takesMessagesAndShowsThem(String provider, int status, String said) {
        HttpResponse<String> answer = send(provider);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
        JsonNode item = sandbox.items("/outbox?channel=" + provider).getFirst();
        assertThat(item.path("messageId").asString()).isEqualTo(MESSAGE);
        assertThat(item.path("attempt").asInt()).isEqualTo(1);
        boolean mail = item.path("channel").asString().equals("email");
        assertThat(item.path("to").asString()).isEqualTo(mail ? "anna@shop.example" : "+74956461000");
        assertThat(item.path("text").asString()).isEqualTo(mail ? "On its way" : LONG);
        assertThat(item.path("html").asString("")).isEqualTo(mail ? "<p>On its way</p>" : "");
        assertThat(item.path("url").asString("")).isEqualTo(mail ? "https://shop.example/u/1" : "");
        assertThat(item.path("from").asString()).contains(mail ? "My shop" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio | 401 | 20003 | 429 | 20429 | 503 | 20503 | 400 | 21211",
                "smsc | 200 | \"error_code\":2 | 200 | concurrent | 503 | {} | 200 | \"error_code\":7",
                "vonage | 200 | \"status\":\"4\" | 200 | \"status\":\"1\" | 200 | \"status\":\"5\" | 200 | \"status\":\"7\"",
                "mailgun | 401 | Forbidden | 429 | message | 503 | {} | 400 | message",
                "unisender | 401 | error | 429 | error | 503 | {} | 400 | permanent_unavailable"
            })
    void refusesInItsOwnWords(
            String provider,
            int wrong,
            String wrongSaid,
            int throttled,
            String throttledSaid,
            int busy,
            String busySaid,
            int refused,
            String refusedSaid) {
        check(send(provider, "another"), wrong, wrongSaid);
        sandbox.behave("{\"channel\": \"" + provider + "\", \"throttleRate\": 1}");
        check(send(provider), throttled, throttledSaid);
        sandbox.behave("{\"channel\": \"" + provider + "\", \"temporaryRate\": 1}");
        check(send(provider), busy, busySaid);
        sandbox.behave("{\"channel\": \"" + provider + "\", \"rejectRate\": 1}");
        check(send(provider), refused, refusedSaid);
        assertThat(sandbox.outbox()).isEmpty();
    }

    private static void check(HttpResponse<String> answer, int status, String said) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
    }

    /** The address and the fields are signed together. */
    @Test
    void twilioSignsItsReports() {
        sandbox.behave("{\"channel\": \"twilio\", \"receiptDelay\": 1, \"failedReceiptRate\": 1}");
        send("twilio");
        ShopHook.Heard call = heard();
        assertThat(call.address()).isEqualTo("/callback?t=" + TOKEN);
        Map<String, String> fields = fields(call.body());
        assertThat(fields).containsEntry("MessageStatus", "undelivered").containsEntry("ErrorCode", "30005");
        StringBuilder signed = new StringBuilder(hook.url(call.address()));
        fields.keySet().stream().sorted().forEach(name -> signed.append(name).append(fields.get(name)));
        assertThat(call.signature())
                .isEqualTo(Base64.getEncoder().encodeToString(Signatures.hmac("HmacSHA1", KEY, signed.toString())));
    }

    @Test
    void smscAddsItsSums() {
        send("smsc");
        Map<String, String> fields = fields(heard().body());
        assertThat(fields)
                .containsEntry("id", REFERENCE)
                .containsEntry("phone", "74956461000")
                .containsEntry("status", "1")
                .containsEntry("md5", Signatures.hash("MD5", REFERENCE + ":74956461000:1:" + KEY));
        HttpResponse<String> status = form("smsc", "/sys/status.php", "", Map.of("apikey", KEY, "id", REFERENCE));
        assertThat(status.body()).contains("\"status\":1");
    }

    @Test
    void vonageReportsEachPart() {
        send("vonage");
        await().until(() -> hook.heard.size() == 2);
        assertThat(hook.heard)
                .extracting(call -> JsonMapper.shared()
                        .readTree(call.body())
                        .path("messageId")
                        .asString())
                .allMatch(id -> id.matches("[0-9A-F]{16}-[12]"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"mailgun, opened, complained", "unisender, opened, spam"})
    void mailServicesReportWhatTheirReadersDo(String provider, String opened, String complained) {
        sandbox.behave(
                "{\"channel\": \"" + provider + "\", \"receiptDelay\": 1, \"openRate\": 1, \"complaintRate\": true}");
        send(provider);
        await().until(() -> hook.heard.size() == 3);
        assertThat(hook.heard)
                .extracting(ShopHook.Heard::body)
                .allMatch(body -> body.contains("\"vestnik\":\"" + TOKEN + "\""))
                .anyMatch(body -> body.contains("\"delivered\""))
                .anyMatch(body -> body.contains("\"" + opened + "\""))
                .anyMatch(body -> body.contains("\"" + complained + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"infobip", "twilio", "smsc", "vonage"})
    void passesACustomersTextOn(String provider) {
        HttpResponse<String> taken = sandbox.post(
                "/providers/" + provider + "/inbound",
                "{\"from\": \"+74956461000\", \"to\": \"4321\", \"text\": \"STOP\"}");
        assertThat(taken.statusCode()).isEqualTo(202);
        ShopHook.Heard call = heard();
        assertThat(call.address()).isEqualTo("/" + provider);
        assertThat(call.body()).contains("74956461000", "4321", "STOP");
    }

    @Test
    void namesWhatIsWrongWithWhatPeopleDo() {
        assertThat(sandbox.post("/providers/infobip/inbound", "{}").body()).contains("from", "to", "text");
        assertThat(sandbox.post("/providers/mailgun/inbound", "{\"from\": \"1\", \"to\": \"2\", \"text\": \"3\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(sandbox.post("/providers/infobip/hook", "{\"url\": \"h t\"}").statusCode())
                .isEqualTo(400);
        assertThat(sandbox.post("/providers/smpp/hook", "{\"url\": \"http://127.0.0.1\"}")
                        .statusCode())
                .isEqualTo(404);
    }
}
