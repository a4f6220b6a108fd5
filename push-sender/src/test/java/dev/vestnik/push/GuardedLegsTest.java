package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A silent platform beside one that answers. */
class GuardedLegsTest {
    private static final int WINDOW = 20;
    private static final int MESSAGES = 2_000;

    private final CountDownLatch end = new CountDownLatch(1);
    private final Scripted apple = new Scripted("push-ios");
    private final Scripted google = new Scripted("push-android");
    private final GuardedRoute route = new GuardedRoute(
            new Route(ChannelName.PUSH, List.of(apple, google)),
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
            new SenderMetrics(new SimpleMeterRegistry()));
    private final DevicesGateway gateway = new DevicesGateway(
            new GatewayLimits(3 * WINDOW, 0),
            new GuardedLegs(() -> route),
            new PushMetrics(new SimpleMeterRegistry()),
            Duration.ofMillis(100));
    private final Dispatch message = Pushes.dispatch(
            Pushes.content(new Content.Device(PushPlatform.ios, "a1"), new Content.Device(PushPlatform.android, "g1")),
            MessageClass.service);

    @AfterEach
    void close() {
        end.countDown();
        gateway.close();
    }

    @Test
    void sendsToBothPlatforms() throws Exception {
        assertThat(gateway.send(message, () -> true)).isEqualTo(Outcome.accepted("push-ios", "push-android"));
    }

    @Test
    void isRefusedByAPlatformWithoutCredentials() throws Exception {
        Dispatch toBrowser = Pushes.dispatch(
                Pushes.content(new Content.Browser("https://p.example", "p", "a")), MessageClass.service);
        assertThat(gateway.send(toBrowser, () -> true)).isEqualTo(Outcome.permanent("platform-not-configured"));
    }

    /** Each message for both platforms waits for the silent one only until that one's window is full. */
    @Test
    void aSilentAppleDoesNotSlowAndroid() throws Exception {
        long well = nanosToSend(MESSAGES);
        apple.silent = true;
        nanosToSend(WINDOW); // until the window of the silent platform is full
        long beside = nanosToSend(MESSAGES);
        assertThat(apple.taken).hasValue(MESSAGES);
        assertThat(google.taken).hasValue(2 * MESSAGES + WINDOW);
        assertThat(Duration.ofNanos(beside))
                .isLessThan(Duration.ofNanos(3 * well).plusSeconds(2));
    }

    private long nanosToSend(int messages) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(WINDOW, Thread.ofVirtual().factory())) {
            Callable<Outcome> send = () -> gateway.send(message, () -> true);
            for (Future<Outcome> sent : threads.invokeAll(
                    Stream.generate(() -> send).limit(messages).toList())) {
                assertThat(sent.get()).isInstanceOf(Outcome.Accepted.class);
            }
        }
        return System.nanoTime() - start;
    }

    private final class Scripted implements Gateway {
        private final String name;
        private final AtomicInteger taken = new AtomicInteger();
        private volatile boolean silent;

        Scripted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public GatewayLimits limits() {
            return new GatewayLimits(WINDOW, 0);
        }

        @Override
        public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws InterruptedException {
            if (silent) {
                end.await();
                return new Outcome.Unknown("silent");
            }
            taken.incrementAndGet();
            return Outcome.accepted(name);
        }
    }
}
