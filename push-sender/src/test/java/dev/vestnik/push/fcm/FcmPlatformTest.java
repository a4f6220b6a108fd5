package dev.vestnik.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import dev.vestnik.push.HttpProvider;
import dev.vestnik.push.Pushes;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.HttpWire;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FcmPlatformTest {
    private static final Content.Device DEVICE = new Content.Device(PushPlatform.android, "fcm-token-1");

    @TempDir
    Path directory;

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Pushes.NOW);
    private HttpProvider google;
    private HttpProvider fcm;
    private FcmPlatform platform;

    @BeforeEach
    void start() throws Exception {
        google = new HttpProvider();
        google.behave(this::giveToken);
        fcm = new HttpProvider();
        fcm.answers(200, "{\"name\": \"projects/shop-1/messages/m-1\"}");
        waitingFor(Duration.ofSeconds(30));
    }

    private void waitingFor(Duration timeout) throws Exception {
        waitingFor(timeout, Duration.ofMinutes(1));
    }

    private void waitingFor(Duration timeout, Duration tokenWait) throws Exception {
        FcmSettings settings = new FcmSettings(
                ServiceAccount.file(directory, google.url() + "/token"), URI.create(fcm.url()), timeout);
        HttpWire wire = new HttpWire(SSLContext.getDefault(), timeout);
        platform = new FcmPlatform(settings, wire, new JsonMapper(), now::get, tokenWait);
    }

    @AfterEach
    void stop() {
        platform.close();
        fcm.close();
        google.close();
    }

    @Test
    void showsTheNoticeOnTheDevice() throws Exception {
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                .isEqualTo(new DeviceOutcome.Taken("projects/shop-1/messages/m-1"));
        HttpProvider.Received received = fcm.received.getFirst();
        assertThat(received.uri()).hasToString("/v1/projects/shop-1/messages:send");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo("Bearer token-1");
        JsonNode message = new JsonMapper().readTree(received.body()).path("message");
        assertThat(message.path("token").stringValue()).isEqualTo("fcm-token-1");
        assertThat(message.at("/notification/title").stringValue()).isEqualTo("В пути");
        assertThat(message.at("/notification/body").stringValue()).isEqualTo("Order 1 \"today\"");
        assertThat(message.at("/notification/image").stringValue()).isEqualTo("https://shop.example/1.png");
        assertThat(message.at("/data/vestnik.messageId").stringValue()).isEqualTo(Pushes.ID.toString());
        assertThat(message.at("/data/vestnik.template").stringValue()).isEqualTo("order-shipped");
        assertThat(message.at("/data/vestnik.attempt").stringValue()).isEqualTo("2");
        assertThat(message.at("/data/vestnik.report").stringValue()).isEqualTo(Pushes.REPORT);
        assertThat(message.at("/data/url").stringValue()).isEqualTo("https://shop.example/o/1");
        assertThat(message.at("/android/priority").stringValue()).isEqualTo("HIGH");
        assertThat(message.at("/android/ttl").stringValue()).isEqualTo("600s");
        assertThat(message.at("/android/notification/tag").stringValue()).isEqualTo(Pushes.ID.toString());
    }

    /** Connecting to the provider may be slow. */
    @Test
    void asksWhetherThereIsTimeOnceItIsConnected() throws Exception {
        fcm.close();
        AtomicInteger asked = new AtomicInteger();
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> asked.incrementAndGet() > 0))
                .isInstanceOf(DeviceOutcome.NotSent.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void letsASleepingDeviceSleepForMarketing() throws Exception {
        platform.push(DEVICE, Pushes.notice(MessageClass.marketing, null), () -> true);
        assertThat(fcm.received.getFirst().text())
                .contains("\"priority\":\"NORMAL\"")
                .doesNotContain("vestnik.report");
    }

    @Test
    void asksForATokenOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            platform.push(DEVICE, Pushes.notice(), () -> true);
        }
        assertThat(google.received)
                .singleElement()
                .satisfies(request -> assertThat(request.text()).contains("jwt-bearer", "assertion="));
    }

    @Test
    void asksForAnotherTokenWhenItsOwnIsRefused() throws Exception {
        fcm.behave(exchange -> {
            boolean known = "Bearer token-2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            HttpProvider.answer(exchange, known ? 200 : 401, known ? "{\"name\": \"n\"}" : "{}");
        });
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isEqualTo(new DeviceOutcome.Taken("n"));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isEqualTo(new DeviceOutcome.Taken("n"));
        assertThat(fcm.received).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND, UNREGISTERED, 'Gone[code=fcm-UNREGISTERED, since=null]'",
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT, 'Refused[kind=permanent, code=fcm-INVALID_ARGUMENT]'",
        "403, PERMISSION_DENIED, SENDER_ID_MISMATCH, Foreign[code=fcm-SENDER_ID_MISMATCH]",
        "404, NOT_FOUND, , 'Busy[code=fcm-NOT_FOUND, scope=GATEWAY, retryAfter=null]'",
        "403, PERMISSION_DENIED, , 'Busy[code=fcm-PERMISSION_DENIED, scope=GATEWAY, retryAfter=null]'",
        "401, UNAUTHENTICATED, , 'Busy[code=fcm-UNAUTHENTICATED, scope=GATEWAY, retryAfter=null]'",
        "401, UNAUTHENTICATED, THIRD_PARTY_AUTH_ERROR, 'Busy[code=fcm-THIRD_PARTY_AUTH_ERROR, scope=GATEWAY, retryAfter=null]'",
        "429, RESOURCE_EXHAUSTED, QUOTA_EXCEEDED, 'Busy[code=fcm-QUOTA_EXCEEDED, scope=GATEWAY, retryAfter=PT1M]'",
        "500, INTERNAL, INTERNAL, 'Busy[code=fcm-INTERNAL, scope=GATEWAY, retryAfter=null]'",
        "503, UNAVAILABLE, UNAVAILABLE, 'Busy[code=fcm-UNAVAILABLE, scope=GATEWAY, retryAfter=null]'"
    })
    void mapsGooglesRefusals(int status, String canonical, String errorCode, String answer) throws Exception {
        fcm.answers(status, error(status, canonical, details(errorCode)));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).hasToString(answer);
    }

    @ParameterizedTest
    @CsvSource({"37, PT37S", "soon, ", "99999999999, PT1H"})
    void waitsAsLongAsGoogleAsks(String header, Duration wait) throws Exception {
        fcm.behave(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", header);
            HttpProvider.answer(exchange, 503, error(503, "UNAVAILABLE", details("UNAVAILABLE")));
        });
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                .isEqualTo(DeviceOutcome.busy("fcm-UNAVAILABLE", wait));
    }

    /** fcm-django 223: the argument may be anything, and Google may mean a token of another project. */
    @ParameterizedTest
    @CsvSource({
        "message.token, cLx0kT:APA91b, 'Gone[code=fcm-INVALID_ARGUMENT, since=null]'",
        "message.token, , Foreign[code=fcm-INVALID_ARGUMENT]",
        "message.data[x], cLx0kT:APA91b, 'Refused[kind=permanent, code=fcm-INVALID_ARGUMENT]'"
    })
    void endsADeviceByAnInvalidArgumentOnlyWhenItsTokenCanBeNone(String field, String token, String answer)
            throws Exception {
        fcm.answers(400, error(400, "INVALID_ARGUMENT", details("INVALID_ARGUMENT") + """
                , {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "%s"}]}""".formatted(field)));
        String plausible = "cLx0kT:APA91b" + "x_-9".repeat(33);
        assertThat(platform.push(
                        new Content.Device(PushPlatform.android, token == null ? plausible : token),
                        Pushes.notice(),
                        () -> true))
                .hasToString(answer);
    }

    @Test
    void refusesATokenOfApplesAndEndsNoDevice() throws Exception {
        for (String token : List.of("0aB1".repeat(16), "", "a b", "ж")) {
            assertThat(platform.push(new Content.Device(PushPlatform.android, token), Pushes.notice(), () -> true))
                    .isEqualTo(DeviceOutcome.permanent("fcm-bad-token"));
        }
        assertThat(fcm.received).isEmpty();
    }

    /** The quota of one device says nothing of the others. */
    @Test
    void tellsTheQuotaOfOneDeviceFromItsOwn() throws Exception {
        fcm.answers(429, error(429, "RESOURCE_EXHAUSTED", details("QUOTA_EXCEEDED") + """
                , {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations":
                [{"subject": "project:shop-1", "description": "Device message rate quota exceeded."}]}"""));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                .isEqualTo(DeviceOutcome.addressBusy("fcm-QUOTA_EXCEEDED", Duration.ofMinutes(1)));
    }

    private static String details(String errorCode) {
        return errorCode == null
                ? ""
                : "{\"@type\": \"type.googleapis.com/google.firebase.fcm.v1.FcmError\", \"errorCode\": \"" + errorCode
                        + "\"}";
    }

    private static String error(int status, String canonical, String details) {
        return "{\"error\": {\"code\": " + status + ", \"status\": \"" + canonical + "\", \"details\": [" + details
                + "]}}";
    }

    @Test
    void understandsAnAnswerThatIsNotJson() throws Exception {
        fcm.answers(502, "<html>Bad gateway</html>");
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isEqualTo(DeviceOutcome.busy("fcm-502", null));
    }

    @Test
    void isInDoubtWhenTheWireBreaksAfterTheRequest() throws Exception {
        fcm.cuts();
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Lost.class);
        platform.close();
        waitingFor(Duration.ofSeconds(1));
        fcm.fallsSilent();
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Lost.class);
        assertThat(fcm.received).hasSize(2);
    }

    @Test
    void hasSentNothingToAServerThatIsAway() throws Exception {
        fcm.close();
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.NotSent.class);
    }

    @Test
    void isBusyWithoutAToken() throws Exception {
        google.answers(400, "{\"error\": \"invalid_grant\"}");
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                .isEqualTo(DeviceOutcome.busy("fcm-no-access-token", null));
        assertThat(fcm.received).isEmpty();
    }

    @Test
    void countsTheWaitForATokenAsPartOfTheNoticesLife() throws Exception {
        tokenTakes(Duration.ofMinutes(4));
        platform.push(DEVICE, Pushes.notice(), () -> true);
        assertThat(fcm.received.getFirst().text()).contains("\"ttl\":\"360s\"");
    }

    @Test
    void handsNothingOverWhenTheTimeIsOverAfterGettingAToken() throws Exception {
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> false))
                .isEqualTo(new DeviceOutcome.NotSent("fcm-too-late"));
        assertThat(fcm.received).isEmpty();
    }

    /** A partition that goes leaves no message behind that waits for its answer. */
    @Test
    void waitsAMomentForAnEndpointThatIsSilent() throws Exception {
        platform.close();
        waitingFor(Duration.ofSeconds(30), Duration.ofMillis(50));
        google.fallsSilent();
        assertTimeoutPreemptively(
                Duration.ofSeconds(15), // the library waits for 20
                () -> assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                        .isEqualTo(DeviceOutcome.busy("fcm-no-access-token", null)));
    }

    private void tokenTakes(Duration time) {
        google.behave(exchange -> {
            now.set(Pushes.NOW.plus(time));
            giveToken(exchange);
        });
    }

    @Test
    void refusesAFileThatIsNoServiceAccount() throws Exception {
        Path file = Files.writeString(directory.resolve("other.json"), "{\"type\": \"authorized_user\"}");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> GoogleAccount.of(file))
                .withMessageContaining("service-account");
    }

    private void giveToken(HttpExchange exchange) throws java.io.IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        HttpProvider.answer(
                exchange,
                200,
                "{\"access_token\": \"token-" + tokens.incrementAndGet()
                        + "\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}");
    }
}
