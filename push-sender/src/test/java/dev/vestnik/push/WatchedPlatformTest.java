package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WatchedPlatformTest {
    private static final Content.Device DEVICE = new Content.Device(PushPlatform.ios, "a1b2c3");
    private static final DeviceOutcome BAD = new DeviceOutcome.Foreign("apns-BadDeviceToken");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Scripted<Content.Device> apple = new Scripted<>();
    private final WatchedPlatform<Content.Device> platform =
            new WatchedPlatform<>("push-ios", apple, Servers.one(), new PushMetrics(registry), () -> Pushes.NOW);

    /** parse-server 6052: the key, the host or the app is wrong, and no device is. */
    @Test
    void isBusyWhenEveryTokenIsRefused() throws Exception {
        take();
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

    /** The host of a fresh process may be the wrong one: until it has taken a token, none of its refusals ends a message. */
    @Test
    void failsNothingForGoodBeforeItHasTakenAToken() throws Exception {
        apple.answer = BAD;
        for (int i = 1; i < BadTokens.FEW; i++) {
            assertThat(push()).isEqualTo(DeviceOutcome.addressBusy("apns-BadDeviceToken", null));
            assertThat(platform.health().up()).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(push()).isEqualTo(DeviceOutcome.busy("apns-BadDeviceToken", null));
        }
        assertThat(platform.health().up()).isFalse();
        take();
        apple.answer = BAD;
        assertThat(push()).isEqualTo(DeviceOutcome.permanent("apns-BadDeviceToken"));
    }

    /** Huawei says the same of a device that is gone and of a sender that has another app: only beside a device that works it is the device. */
    @Test
    void endsADeviceOfAnUnknownTokenOnlyRightAfterAnotherWasTaken() throws Exception {
        apple.answer = new DeviceOutcome.Invalid("huawei-80300007");
        assertThat(push()).isEqualTo(DeviceOutcome.addressBusy("huawei-80300007", null));
        take();
        apple.answer = new DeviceOutcome.Invalid("huawei-80300007");
        assertThat(push()).isEqualTo(DeviceOutcome.gone("huawei-80300007"));
        for (int i = 1; i < BadTokens.MANY; i++) {
            assertThat(push()).isEqualTo(DeviceOutcome.permanent("huawei-80300007"));
        }
        assertThat(push()).isEqualTo(DeviceOutcome.busy("huawei-80300007", null));
        assertThat(platform.health().up()).isFalse();
    }

    /** A browser names its push service: one that knows nobody says nothing of those of other browsers. */
    @Test
    void isBusyForTheBrowsersOfOnePushServiceAlone() throws Exception {
        Scripted<Content.Browser> services = new Scripted<>();
        WatchedPlatform<Content.Browser> web = new WatchedPlatform<>(
                "push-web", services, Servers.ofBrowsers(), new PushMetrics(registry), () -> Pushes.NOW);
        services.answer = new DeviceOutcome.Taken(null);
        web.push(browser("https://one.example/0"), fresh(), () -> true);
        web.push(browser("https://other.example/0"), fresh(), () -> true);
        services.answer = new DeviceOutcome.Foreign("webpush-403");
        for (int i = 1; i < BadTokens.MANY; i++) {
            assertThat(web.push(browser("https://one.example/" + i), fresh(), () -> true))
                    .isEqualTo(DeviceOutcome.permanent("webpush-403"));
        }
        assertThat(web.push(browser("https://one.example/x"), fresh(), () -> true))
                .isEqualTo(DeviceOutcome.addressBusy("webpush-403", null));
        assertThat(web.push(browser("https://other.example/1"), fresh(), () -> true))
                .isEqualTo(DeviceOutcome.permanent("webpush-403"));
        assertThat(web.health().up()).isTrue();
    }

    private static Content.Browser browser(String endpoint) {
        return new Content.Browser(endpoint, "p", "a");
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

    private void take() throws InterruptedException {
        apple.answer = new DeviceOutcome.Taken("id");
        push();
    }

    private DeviceOutcome push() throws InterruptedException {
        return platform.push(DEVICE, fresh(), () -> true);
    }

    /** The notice of another message. */
    private static Notice fresh() {
        Notice one = Pushes.notice();
        return new Notice(
                UUID.randomUUID(),
                one.urgent(),
                one.deliverBefore(),
                one.tags(),
                one.title(),
                one.body(),
                one.url(),
                one.imageUrl());
    }

    private static final class Scripted<T extends Content.Target> implements Platform<T> {
        private DeviceOutcome answer = BAD;
        private int most = 1_000;

        @Override
        public DeviceOutcome push(T target, Notice notice, BooleanSupplier mayStart) {
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
