package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WatchedPlatformTest {
    private static final Content.Device DEVICE = new Content.Device(PushPlatform.ios, "a1b2c3");
    private static final DeviceOutcome BAD = new DeviceOutcome.Foreign("apns-BadDeviceToken");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Scripted apple = new Scripted();
    private final WatchedPlatform<Content.Device> platform =
            new WatchedPlatform<>("push-ios", apple, new PushMetrics(registry), () -> Pushes.NOW);

    /** parse-server 6052: the key, the host or the app is wrong, and no device is. */
    @Test
    void isBusyWhenEveryTokenIsRefused() throws Exception {
        apple.answer = BAD;
        for (int i = 1; i < BadTokens.MANY; i++) {
            assertThat(push()).isEqualTo(DeviceOutcome.permanent("apns-BadDeviceToken"));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(push()).isEqualTo(DeviceOutcome.busy("apns-BadDeviceToken", null));
        }
        assertThat(platform.health().up()).isFalse();
        assertThat(platform.health().detail()).isEqualTo("refuses every token: wrong host, app or key?");
        assertThat(registry.get("vestnik.push.bad.tokens")
                        .tag("gateway", "push-ios")
                        .counter()
                        .count())
                .isEqualTo(BadTokens.MANY - 1 + 100);
        apple.answer = new DeviceOutcome.Taken("id");
        for (int i = 0; i < 10; i++) {
            assertThat(push()).isEqualTo(apple.answer);
        }
        assertThat(platform.health().up()).isTrue();
    }

    @Test
    void passesEveryOtherOutcomeOn() throws Exception {
        for (DeviceOutcome outcome : new DeviceOutcome[] {
            DeviceOutcome.gone("x"),
            new DeviceOutcome.Lost("x"),
            DeviceOutcome.busy("x", null),
            DeviceOutcome.permanent("x")
        }) {
            apple.answer = outcome;
            assertThat(push()).isEqualTo(outcome);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void countsWhatItCuts() {
        apple.most = 10;
        Notice notice = Pushes.notice();
        assertThat(platform.fitting(notice)).map(Notice::imageUrl).isEmpty();
        apple.most = 1_000;
        assertThat(platform.fitting(notice)).contains(notice);
        assertThat(registry.get("vestnik.push.notices.cut").counter().count()).isEqualTo(1);
    }

    private DeviceOutcome push() throws InterruptedException {
        return platform.push(DEVICE, Pushes.notice(), () -> true);
    }

    private static final class Scripted implements Platform<Content.Device> {
        private DeviceOutcome answer = BAD;
        private int most = 1_000;

        @Override
        public DeviceOutcome push(Content.Device target, Notice notice, BooleanSupplier mayStart) {
            return answer;
        }

        @Override
        public int bytes(Notice notice) {
            return notice.title().length()
                    + notice.body().length()
                    + String.valueOf(notice.imageUrl()).length();
        }

        @Override
        public int mostBytes() {
            return most;
        }

        @Override
        public void close() {}
    }
}
