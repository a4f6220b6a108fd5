package dev.vestnik.push.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.vestnik.push.Pushes;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.ScriptedHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HuaweiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Content.Device DEVICE = new Content.Device(PushPlatform.huawei, "hms-token-1");
    private static final String SUCCESS = ScriptedHttp.shape(HuaweiTest.class, "huawei-success.json");

    private final ScriptedHttp logins = new ScriptedHttp();
    private final ScriptedHttp huawei = new ScriptedHttp();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Pushes.NOW);
    private ProviderPlatform platform = platform(Duration.ofMinutes(1));

    private ProviderPlatform platform(Duration tokenWait) {
        HuaweiSettings settings = new HuaweiSettings(
                "100200300",
                null,
                "app&secret",
                huawei.url(),
                URI.create(logins.url() + "/oauth2/v3/token"),
                Duration.ofSeconds(10));
        return ProviderPlatform.of(settings, now::get, tokenWait);
    }

    @BeforeEach
    void start() {
        logins.behave(exchange -> ScriptedHttp.answer(
                exchange,
                200,
                ScriptedHttp.shape(HuaweiTest.class, "huawei-token.json")
                        .replace("TOKEN", "token-" + tokens.incrementAndGet())));
        answers(200, SUCCESS);
    }

    @AfterEach
    void stop() {
        platform.close();
        huawei.close();
        logins.close();
    }

    private void answers(int status, String body) {
        huawei.behave(exchange -> ScriptedHttp.answer(exchange, status, body));
    }

    private DeviceOutcome push() throws InterruptedException {
        return platform.push(DEVICE, Pushes.notice(), () -> true);
    }

    @Test
    void showsTheNoticeOnTheDevice() throws Exception {
        assertThat(push()).isEqualTo(new DeviceOutcome.Taken("160209653167346065000206"));
        ScriptedHttp.Received received = huawei.received.getFirst();
        assertThat(received.uri()).hasToString("/v1/100200300/messages:send");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo("Bearer token-1");
        JsonNode message = JSON.readTree(received.body()).path("message");
        assertThat(message.at("/token/0").stringValue()).isEqualTo("hms-token-1");
        assertThat(message.at("/notification/title").stringValue()).isEqualTo("В пути");
        assertThat(message.at("/notification/image").stringValue()).isEqualTo("https://shop.example/1.png");
        assertThat(message.at("/android/ttl").stringValue()).isEqualTo("600s");
        assertThat(message.at("/android/notification/tag").stringValue()).isEqualTo(Pushes.ID.toString());
        assertThat(message.at("/android/notification/click_action/type").intValue())
                .isEqualTo(3);
        JsonNode data = JSON.readTree(message.path("data").stringValue());
        assertThat(data.path("vestnik.messageId").stringValue()).isEqualTo(Pushes.ID.toString());
        assertThat(data.path("vestnik.report").stringValue()).isEqualTo(Pushes.REPORT);
        assertThat(data.path("url").stringValue()).isEqualTo("https://shop.example/o/1");
    }

    @Test
    void asksForATokenOnceAndAgainBeforeItEnds() throws Exception {
        push();
        push();
        assertThat(logins.received)
                .singleElement()
                .satisfies(request -> assertThat(ScriptedHttp.form(request.text()))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "100200300",
                                "client_secret", "app&secret")));
        now.set(Pushes.NOW.plus(Duration.ofMinutes(54)));
        push();
        assertThat(logins.received).hasSize(1);
        now.set(Pushes.NOW.plus(Duration.ofMinutes(55)));
        push();
        await().untilAsserted(() -> assertThat(logins.received).hasSize(2));
    }

    /** 80200001 is "OAuth authentication error", 80200003 "OAuth token expired". */
    @ParameterizedTest
    @ValueSource(strings = {"80200001", "80200003"})
    void asksForAnotherTokenWhenItsOwnIsRefused(String refusal) throws Exception {
        huawei.behave(exchange -> {
            boolean fresh = "Bearer token-2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            ScriptedHttp.answer(exchange, fresh ? 200 : 401, fresh ? SUCCESS : code(refusal, "OAuth"));
        });
        assertThat(push()).isInstanceOf(DeviceOutcome.Taken.class);
        assertThat(push()).isInstanceOf(DeviceOutcome.Taken.class);
        assertThat(huawei.received).hasSize(3);
    }

    /** Nothing is wrong with the messages: they wait, and the endpoint is not asked for each of them. */
    @Test
    void waitsWhileThereIsNoToken() throws Exception {
        logins.behave(exchange -> ScriptedHttp.answer(exchange, 400, "{\"error\": 1101, \"sub_error\": 20044}"));
        for (int i = 0; i < 10; i++) {
            assertThat(push()).isEqualTo(DeviceOutcome.busy("huawei-no-access-token", null));
        }
        assertThat(logins.received).hasSize(1);
        assertThat(huawei.received).isEmpty();
    }

    /** A partition that goes leaves no message behind that waits for its answer. */
    @Test
    void waitsAMomentForATokenEndpointThatIsSilent() {
        platform.close();
        platform = platform(Duration.ofMillis(50));
        logins.fallsSilent();
        assertTimeoutPreemptively(
                Duration.ofSeconds(15), // the endpoint is waited for for 20
                () -> assertThat(push()).isEqualTo(DeviceOutcome.busy("huawei-no-access-token", null)));
    }

    @Test
    void goesOnWithATokenThatIsAliveWhileThereIsNoOther() throws Exception {
        push();
        logins.behave(exchange -> ScriptedHttp.answer(exchange, 503, ""));
        now.set(Pushes.NOW.plus(Duration.ofMinutes(56)));
        assertThat(push()).isInstanceOf(DeviceOutcome.Taken.class);
        await().until(() -> logins.received.size() == 2);
        assertThat(push()).isInstanceOf(DeviceOutcome.Taken.class);
    }

    /** It would make no header. */
    @Test
    void takesATokenOfTwoLinesForNone() throws Exception {
        logins.behave(
                exchange -> ScriptedHttp.answer(exchange, 200, "{\"access_token\": \"a\\nb\", \"expires_in\": 3600}"));
        assertThat(push()).isEqualTo(DeviceOutcome.busy("huawei-no-access-token", null));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 80300007, Invalid[code=huawei-80300007]",
        "400, 80300002, Foreign[code=huawei-80300002]",
        "400, 80100003, 'Refused[kind=permanent, code=huawei-80100003]'",
        "400, 80100016, 'Refused[kind=permanent, code=huawei-80100016]'",
        "400, 80300008, 'Refused[kind=permanent, code=huawei-80300008]'",
        "401, 80200001, 'Busy[code=huawei-80200001, scope=GATEWAY, retryAfter=null]'",
        "401, 80200003, 'Busy[code=huawei-80200003, scope=GATEWAY, retryAfter=null]'",
        "400, 80600003, 'Busy[code=huawei-80600003, scope=GATEWAY, retryAfter=null]'",
        "503, 81000001, 'Busy[code=huawei-503, scope=GATEWAY, retryAfter=null]'",
        "503, , 'Busy[code=huawei-503, scope=GATEWAY, retryAfter=null]'",
        "404, , 'Busy[code=huawei-404, scope=GATEWAY, retryAfter=null]'",
        "400, 81000001, Lost[cause=huawei-81000001]",
        "502, , Lost[cause=huawei-502]",
        "200, , Lost[cause=huawei-unreadable-answer]"
    })
    void mapsAnswers(int status, String code, String outcome) throws Exception {
        answers(status, code == null ? "<html>" : code(code, "why"));
        assertThat(push()).hasToString(outcome);
    }

    @Test
    void readsWhichTokensAreIllegal() throws Exception {
        answers(200, ScriptedHttp.shape(HuaweiTest.class, "huawei-partly.json"));
        assertThat(push()).isInstanceOf(DeviceOutcome.Taken.class);
        answers(200, ScriptedHttp.shape(HuaweiTest.class, "huawei-partly.json").replace("other-token", DEVICE.token()));
        assertThat(push()).isEqualTo(new DeviceOutcome.Invalid("huawei-80100000"));
    }

    @Test
    void tellsALostAnswerFromARequestThatWasNotSent() throws Exception {
        push();
        huawei.behave(com.sun.net.httpserver.HttpExchange::close);
        assertThat(push()).isInstanceOf(DeviceOutcome.Lost.class);
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> false))
                .isEqualTo(new DeviceOutcome.NotSent("huawei-too-late"));
        huawei.close();
        assertThat(push()).isInstanceOf(DeviceOutcome.NotSent.class);
    }

    @Test
    void countsTheBodyWithoutTheDevice() {
        int small = platform.bytes(Pushes.notice(MessageClass.service, null));
        assertThat(platform.bytes(Pushes.notice())).isGreaterThan(small + Pushes.REPORT.length());
        assertThat(platform.mostBytes()).isEqualTo(4096);
    }

    @Test
    void refusesATokenThatNobodyGaveOut() throws Exception {
        for (String token : List.of("", "a b", "a\nb", "токен", "x".repeat(5000))) {
            assertThat(platform.push(new Content.Device(PushPlatform.huawei, token), Pushes.notice(), () -> true))
                    .isEqualTo(DeviceOutcome.permanent("huawei-bad-token"));
        }
        assertThat(huawei.received).isEmpty();
    }

    private static String code(String code, String message) {
        return "{\"code\": \"" + code + "\", \"msg\": \"" + message + "\", \"requestId\": \"1\"}";
    }
}
