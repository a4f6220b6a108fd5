package dev.vestnik.push.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import dev.vestnik.push.Pushes;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApnsPlatformTest {
    private static final Content.Device DEVICE = new Content.Device(PushPlatform.ios, "a1b2c3");

    @TempDir
    static Path directory;

    private ApnsServer server;
    private ApnsPlatform platform;

    @BeforeEach
    void prepare() throws Exception {
        server = new ApnsServer(directory);
    }

    @AfterEach
    void close() throws Exception {
        if (platform != null) {
            platform.close();
        }
        server.close();
    }

    @Test
    void showsTheNoticeOnTheDevice() throws Exception {
        running(Duration.ofSeconds(30));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                .isEqualTo(new DeviceOutcome.Taken(Pushes.ID.toString()));
        ApnsServer.Received received = server.received.getFirst();
        assertThat(received.path()).isEqualTo("/3/device/a1b2c3");
        assertThat(received.headers().get("apns-id")).hasToString(Pushes.ID.toString());
        assertThat(received.headers().get("apns-collapse-id")).hasToString(Pushes.ID.toString());
        assertThat(received.headers().get("apns-topic")).hasToString("dev.vestnik.shop");
        assertThat(received.headers().get("apns-push-type")).hasToString("alert");
        assertThat(received.headers().get("apns-priority")).hasToString("10");
        assertThat(received.headers().get("apns-expiration"))
                .hasToString(Long.toString(Pushes.NOW.plusSeconds(600).getEpochSecond()));
        assertThat(received.headers().get("authorization").toString()).startsWith("bearer ");
        JsonNode payload = new JsonMapper().readTree(received.payload());
        assertThat(payload.at("/aps/alert/title").stringValue()).isEqualTo("В пути");
        assertThat(payload.at("/aps/alert/body").stringValue()).isEqualTo("Order 1 \"today\"");
        assertThat(payload.at("/aps/mutable-content").intValue()).isEqualTo(1);
        assertThat(payload.at("/url").stringValue()).isEqualTo("https://shop.example/o/1");
        assertThat(payload.at("/imageUrl").stringValue()).isEqualTo("https://shop.example/1.png");
        assertThat(payload.at("/vestnik").toString())
                .isEqualTo(new JsonMapper().valueToTree(Pushes.notice().tags()).toString());
        assertThat(Pushes.notice().tags())
                .containsEntry("messageId", Pushes.ID.toString())
                .containsEntry("template", "order-shipped")
                .containsEntry("attempt", "2")
                .containsEntry("report", Pushes.REPORT);
    }

    @Test
    void letsASleepingDeviceSleepForMarketing() throws Exception {
        running(Duration.ofSeconds(30));
        platform.push(DEVICE, Pushes.notice(MessageClass.marketing, null), () -> true);
        ApnsServer.Received received = server.received.getFirst();
        assertThat(received.headers().get("apns-priority")).hasToString("5");
        assertThat(received.payload()).doesNotContain("report", "sound");
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_REQUESTS, 'Busy[code=apns-TooManyRequests, scope=ADDRESS, retryAfter=null]'",
        "SERVICE_UNAVAILABLE, 'Busy[code=apns-ServiceUnavailable, scope=GATEWAY, retryAfter=null]'",
        "INTERNAL_SERVER_ERROR, 'Busy[code=apns-InternalServerError, scope=GATEWAY, retryAfter=null]'",
        "SHUTDOWN, 'Busy[code=apns-Shutdown, scope=GATEWAY, retryAfter=null]'",
        "TOO_MANY_PROVIDER_TOKEN_UPDATES, 'Busy[code=apns-TooManyProviderTokenUpdates, scope=GATEWAY, retryAfter=null]'",
        "INVALID_PROVIDER_TOKEN, 'Busy[code=apns-InvalidProviderToken, scope=GATEWAY, retryAfter=null]'",
        "MISSING_PROVIDER_TOKEN, 'Busy[code=apns-MissingProviderToken, scope=GATEWAY, retryAfter=null]'",
        "FORBIDDEN, 'Busy[code=apns-Forbidden, scope=GATEWAY, retryAfter=null]'",
        "TOPIC_DISALLOWED, 'Busy[code=apns-TopicDisallowed, scope=GATEWAY, retryAfter=null]'",
        "BAD_DEVICE_TOKEN, 'Foreign[code=apns-BadDeviceToken]'",
        "DEVICE_TOKEN_NOT_FOR_TOPIC, 'Foreign[code=apns-DeviceTokenNotForTopic]'",
        "PAYLOAD_TOO_LARGE, 'Refused[kind=permanent, code=apns-PayloadTooLarge]'"
    })
    void tellsWhatSaysNothingOfTheMessageFromARefusal(RejectionReason reason, String answer) throws Exception {
        running(Duration.ofSeconds(30));
        assertThat(refused(new RejectedNotificationException(reason))).hasToString(answer);
    }

    @Test
    void saysSinceWhenADeviceIsGone() throws Exception {
        running(Duration.ofSeconds(30));
        assertThat(refused(new UnregisteredDeviceTokenException(Pushes.NOW)))
                .isEqualTo(new DeviceOutcome.Gone("apns-Unregistered", Pushes.NOW));
    }

    @Test
    void endsNoDeviceByAnAnswerThatIsNotApples() {
        assertThat(ApnsVerdict.refused(410, "", Pushes.NOW)).isEqualTo(DeviceOutcome.permanent("apns-410"));
        assertThat(ApnsVerdict.refused(404, "", null)).isEqualTo(DeviceOutcome.busy("apns-404", null));
    }

    /** The token that the server takes as ended is refused once; the client makes another for its next connection. */
    @Test
    void signsAnewWhenItsTokenHasEnded() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        server.behave((headers, payload) -> {
            if (refusals.getAndIncrement() == 0) {
                throw new RejectedNotificationException(RejectionReason.EXPIRED_PROVIDER_TOKEN);
            }
        });
        running(Duration.ofSeconds(30));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Taken.class);
        assertThat(server.received).hasSize(2);
        assertThat(refused(new RejectedNotificationException(RejectionReason.EXPIRED_PROVIDER_TOKEN)))
                .hasToString("Busy[code=apns-ExpiredProviderToken, scope=GATEWAY, retryAfter=null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b?c", "a\r\nb: c", "жж", "../x", "a\u0000b", "c1xK:APA91bF", "a1b"})
    void refusesATokenThatIsNotApplesAndEndsNoDevice(String token) throws Exception {
        running(Duration.ofSeconds(30));
        assertThat(platform.push(new Content.Device(PushPlatform.ios, token), Pushes.notice(), () -> true))
                .isEqualTo(DeviceOutcome.permanent("apns-bad-token"));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Taken.class);
    }

    /** The time for connecting is short, the time for the answer is not. */
    @Test
    void waitsForASlowAnswer() throws Exception {
        Duration connect = Duration.ofSeconds(2);
        server.behave((headers, payload) -> passes(connect.plusMillis(500)));
        server.start();
        platform = new ApnsPlatform(settings(null, Duration.ofSeconds(60)), connect);
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Taken.class);
        assertThat(server.received).hasSize(1);
    }

    /** Lets time pass at the server, as a slow one does. */
    private static void passes(Duration time) {
        try {
            assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isInDoubtWhenTheAnswerDoesNotCome() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.behave((headers, payload) -> {
            try {
                end.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        running(Duration.ofSeconds(3));
        try {
            assertThat(platform.push(DEVICE, Pushes.notice(), () -> true))
                    .isEqualTo(new DeviceOutcome.Lost("apns-TimeoutException"));
            assertThat(server.received).hasSize(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void neverSendsANoticeLaterThatItReportedAsNotSent() throws Exception {
        platform = new ApnsPlatform(settings(null, Duration.ofMillis(400)));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.NotSent.class);
        // the client library now waits for a second before it connects, and queues this notification
        Content.Device queued = new Content.Device(PushPlatform.ios, "0eeeed");
        assertThat(platform.push(queued, Pushes.notice(), () -> true))
                .isEqualTo(new DeviceOutcome.NotSent("apns-TimeoutException"));
        server.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> platform.push(DEVICE, Pushes.notice(), () -> true) instanceof DeviceOutcome.Taken);
        assertThat(server.received).extracting(ApnsServer.Received::path).containsOnly("/3/device/a1b2c3");
    }

    @Test
    void writesNothingWhenTheTimeIsOverAfterConnecting() throws Exception {
        running(Duration.ofSeconds(10));
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> false)).isInstanceOf(DeviceOutcome.NotSent.class);
        assertThat(platform.push(DEVICE, Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Taken.class);
        assertThat(server.received).hasSize(1);
    }

    @Test
    void refusesAFileWithoutAKey() throws Exception {
        Path key = Files.writeString(directory.resolve("key.p8"), "no key");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ApnsPlatform(settings(key, Duration.ofSeconds(1))));
    }

    private void running(Duration timeout) throws Exception {
        server.start();
        platform = new ApnsPlatform(settings(null, timeout));
    }

    private ApnsSettings settings(Path key, Duration timeout) {
        return new ApnsSettings(
                "localhost", server.port, "dev.vestnik.shop", key, "KEY", "TEAM", server.trust, 1, timeout);
    }

    private DeviceOutcome refused(RejectedNotificationException refusal) throws Exception {
        PushNotificationHandler refuse = (headers, payload) -> {
            throw refusal;
        };
        server.behave(refuse);
        return platform.push(DEVICE, Pushes.notice(), () -> true);
    }
}
