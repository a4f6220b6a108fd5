package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevicesGatewayTest {
    private static final Content.Target PHONE = new Content.Device(PushPlatform.ios, "a1");
    private static final Content.Target TABLET = new Content.Device(PushPlatform.ios, "a2");
    private static final Content.Target ANDROID = new Content.Device(PushPlatform.android, "g1");
    private static final Content.Target BROWSER = new Content.Browser("https://push.example/1", "p", "a");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Scripted legs = new Scripted();
    private final CountDownLatch never = new CountDownLatch(1);
    private DevicesGateway gateway = gateway(Duration.ofSeconds(30));

    @AfterEach
    void close() {
        gateway.close();
    }

    private DevicesGateway gateway(Duration patience) {
        return new DevicesGateway(new GatewayLimits(10, 0), legs, new PushMetrics(meters), patience);
    }

    @Test
    void sendsEachPlatformItsDevices() throws Exception {
        assertThat(send()).isEqualTo(Outcome.accepted("ios", "android", "web"));
        assertThat(legs.targets)
                .isEqualTo(Map.of(
                        PushPlatform.ios, List.of(PHONE, TABLET),
                        PushPlatform.android, List.of(ANDROID),
                        PushPlatform.web, List.of(BROWSER)));
    }

    @Test
    void holdsNoMessageForASilentPlatformOnceAnotherHasTakenIt() throws Exception {
        gateway = gateway(Duration.ofMillis(200));
        legs.on(PushPlatform.ios, () -> {
            never.await();
            return Outcome.accepted("late");
        });
        assertThat(send()).isEqualTo(Outcome.accepted("android", "web"));
        assertThat(gateway.isIdle()).as("the silent one is on its way").isFalse();
        never.countDown();
        await().until(gateway::isIdle);
        assertThat(meters.counter("vestnik.push.left.behind", "gateway", "push", "outcome", "accepted")
                        .count())
                .as("what it said is told")
                .isEqualTo(1);
        assertThat(meters.find("vestnik.push.left.behind").counters())
                .as("and nothing else")
                .hasSize(1);
    }

    @Test
    void waitsForASilentPlatformWhileNoOtherHasTakenIt() throws Exception {
        gateway = gateway(Duration.ofMillis(1));
        CountDownLatch others = new CountDownLatch(2);
        legs.on(PushPlatform.ios, () -> {
            others.await();
            return Outcome.accepted("slow");
        });
        for (PushPlatform other : List.of(PushPlatform.android, PushPlatform.web)) {
            legs.on(other, () -> {
                others.countDown();
                return Outcome.permanent("no");
            });
        }
        assertThat(send()).isEqualTo(Outcome.accepted("slow"));
    }

    @Test
    void mergesThePlatformsOutcomes() throws Exception {
        DeadToken dead = new DeadToken("a1", Pushes.NOW);
        legs.on(
                PushPlatform.ios,
                () -> new Outcome.Rejected(
                        FailureKind.permanent, "gone", Outcome.AddressState.USABLE, List.of(dead), null));
        assertThat(send()).isEqualTo(new Outcome.Accepted(List.of("android", "web"), null, List.of(dead), null));
        legs.on(PushPlatform.android, () -> Outcome.busy("push-android-no-room"));
        legs.on(PushPlatform.web, () -> new Outcome.Unknown("lost"));
        assertThat(send()).isEqualTo(new Outcome.Unknown("lost"));
        legs.on(PushPlatform.web, () -> Outcome.permanent("no"));
        assertThat(send()).isEqualTo(Outcome.addressBusy("push-android-no-room"));
    }

    @Test
    void leavesAMessageForOnePlatformToItsGateway() {
        Set<PushPlatform> served = EnumSet.of(PushPlatform.ios, PushPlatform.web);
        assertThat(Devices.gateway(dispatch(PHONE, TABLET), served)).isEqualTo("push-ios");
        assertThat(Devices.gateway(dispatch(BROWSER), served)).isEqualTo("push-web");
        assertThat(Devices.gateway(dispatch(PHONE, ANDROID), served)).isEqualTo("push-ios");
        assertThat(Devices.gateway(dispatch(PHONE, BROWSER), served)).isEqualTo("push");
        assertThat(Devices.gateway(dispatch(ANDROID), served)).isEqualTo("push");
        assertThat(Devices.gateway(dispatch(), served)).isEqualTo("push");
    }

    private Outcome send() throws InterruptedException {
        return gateway.send(dispatch(PHONE, ANDROID, TABLET, PHONE, BROWSER), () -> true);
    }

    private static Dispatch dispatch(Content.Target... targets) {
        return Pushes.dispatch(Pushes.content(targets), MessageClass.service);
    }

    private interface Answer {
        Outcome get() throws InterruptedException;
    }

    private static final class Scripted implements Legs {
        private final Map<PushPlatform, Answer> answers = new ConcurrentHashMap<>();
        private final Map<PushPlatform, List<Content.Target>> targets = new ConcurrentHashMap<>();

        void on(PushPlatform platform, Answer answer) {
            answers.put(platform, answer);
        }

        @Override
        public Outcome send(PushPlatform platform, Dispatch dispatch, BooleanSupplier mayStart)
                throws InterruptedException {
            targets.put(platform, ((Content.Push) dispatch.content()).targets());
            Answer accepted = () -> Outcome.accepted(platform.name());
            return answers.getOrDefault(platform, accepted).get();
        }
    }
}
