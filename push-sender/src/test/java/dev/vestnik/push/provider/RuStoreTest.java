package dev.vestnik.push.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.Pushes;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.ScriptedHttp;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuStoreTest {
    private static final Content.Device DEVICE = new Content.Device(PushPlatform.rustore, "vk-token-1");

    private final ScriptedHttp ruStore = new ScriptedHttp();
    private final ProviderPlatform platform = ProviderPlatform.of(
            new RuStoreSettings("shop-1", "service-token", ruStore.url(), Duration.ofSeconds(10)), () -> Pushes.NOW);

    @AfterEach
    void stop() {
        platform.close();
        ruStore.close();
    }

    private DeviceOutcome push() throws InterruptedException {
        return platform.push(DEVICE, Pushes.notice(), () -> true);
    }

    @Test
    void showsTheNoticeOnTheDevice() throws Exception {
        assertThat(push()).isEqualTo(new DeviceOutcome.Taken(null));
        ScriptedHttp.Received received = ruStore.received.getFirst();
        assertThat(received.uri()).hasToString("/v1/projects/shop-1/messages:send");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo("Bearer service-token");
        JsonNode message = new JsonMapper().readTree(received.body()).path("message");
        assertThat(message.path("token").stringValue()).isEqualTo("vk-token-1");
        assertThat(message.at("/notification/title").stringValue()).isEqualTo("В пути");
        assertThat(message.at("/notification/body").stringValue()).isEqualTo("Order 1 \"today\"");
        assertThat(message.at("/notification/image").stringValue()).isEqualTo("https://shop.example/1.png");
        assertThat(message.at("/data/vestnik.messageId").stringValue()).isEqualTo(Pushes.ID.toString());
        assertThat(message.at("/data/url").stringValue()).isEqualTo("https://shop.example/o/1");
        assertThat(message.at("/android/ttl").stringValue()).isEqualTo("600s");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, 'Refused[kind=permanent, code=rustore-INVALID_ARGUMENT]'",
        "403, PERMISSION_DENIED, 'Busy[code=rustore-PERMISSION_DENIED, scope=GATEWAY, retryAfter=null]'",
        "401, UNAUTHENTICATED, 'Busy[code=rustore-UNAUTHENTICATED, scope=GATEWAY, retryAfter=null]'",
        "429, TOO_MANY_REQUESTS, 'Busy[code=rustore-TOO_MANY_REQUESTS, scope=GATEWAY, retryAfter=null]'",
        "500, INTERNAL, Lost[cause=rustore-500]",
        "503, INTERNAL, 'Busy[code=rustore-503, scope=GATEWAY, retryAfter=null]'",
        "404, , 'Busy[code=rustore-404, scope=GATEWAY, retryAfter=null]'"
    })
    void mapsAnswers(int status, String word, String outcome) throws Exception {
        String body = "{\"code\": " + status + ", \"message\": \"why\", \"status\": \"" + word + "\"}";
        for (String shape : new String[] {body, "{\"error\": " + body + "}"}) {
            ruStore.behave(exchange -> ScriptedHttp.answer(exchange, status, word == null ? "<html>" : shape));
            assertThat(push()).hasToString(outcome);
        }
        assertThat(ruStore.received).hasSize(2); // the service token is the only one: no second try
    }

    @Test
    void doesNotKnowWhetherAnUnknownTokenOrAWrongProjectIsMeant() throws Exception {
        ruStore.behave(exchange ->
                ScriptedHttp.answer(exchange, 404, ScriptedHttp.shape(RuStoreTest.class, "rustore-not-found.json")));
        assertThat(push()).isEqualTo(new DeviceOutcome.Invalid("rustore-NOT_FOUND"));
    }
}
