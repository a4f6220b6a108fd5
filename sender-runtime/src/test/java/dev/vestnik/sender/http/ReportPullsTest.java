package dev.vestnik.sender.http;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.TestHookEvents;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportSubject;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.TestLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportPullsTest {
    private final ScriptedHttp provider = new ScriptedHttp();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SenderMetrics metrics = new SenderMetrics(registry);
    private final Written written = new Written(new CopyOnWriteArrayList<>());
    private final Route route = new Route(
            ChannelName.SMS,
            List.of(new HttpGateway(
                    new JsonProvider(HookSignature.none()),
                    new HttpGatewaySettings(
                            "one",
                            provider.url(),
                            new GatewayLimits(10, 0),
                            Duration.ofSeconds(30),
                            Duration.ofHours(1),
                            "main"),
                    HttpWire.trusting(Duration.ofSeconds(5), Duration.ofSeconds(30)),
                    TestLinks.in(ChannelName.SMS),
                    (dispatch, name, ids) -> List.of(),
                    InstantSource.system())));

    @AfterEach
    void stop() {
        route.close();
        provider.close();
    }

    private ReportPulls start() {
        return new ReportPulls(route, TestHookEvents.to(written, metrics), metrics);
    }

    @Test
    void losesNoReportWhoseAnswerIsUnderWayAtAStop() throws Exception {
        String token = TestLinks.in(ChannelName.SMS).token(Dispatches.any());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        provider.behave(exchange -> {
            asked.countDown();
            await(stopping);
            ScriptedHttp.answer(exchange, 200, "[{\"ref\": \"" + token + "\", \"status\": \"delivered\"}]");
        });
        ReportPulls pulls = start();
        await(asked);
        Thread closer = Thread.ofVirtual().start(pulls::close);
        eventually()
                .until(() -> List.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                        .contains(closer.getState()));
        stopping.countDown();
        assertThat(closer.join(Duration.ofSeconds(30))).isTrue();
        assertThat(written.reports).containsExactly(new DeliveryReport.Delivered());
        assertThat(provider.received).hasSize(1);
    }

    @Test
    void endsItsSleepAtAStop() {
        provider.answers(200, "[]");
        ReportPulls pulls = start();
        eventually().until(() -> provider.received.size() == 1);
        long begin = System.nanoTime();
        pulls.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(14));
    }

    @Test
    void countsAnAnswerThatIsNotWhole() {
        provider.answers(401, "{}");
        ReportPulls pulls = start();
        eventually()
                .until(() -> registry.counter("vestnik.hooks", "gateway", "one", "outcome", "not_pulled")
                                .count()
                        == 1);
        pulls.close();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private record Written(List<DeliveryReport> reports) implements Reports {

        @Override
        public CompletableFuture<Void> write(ReportSubject subject, DeliveryReport report, String gateway) {
            reports.add(report);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(InboundReply reply) {
            throw new AssertionError("no reply");
        }

        @Override
        public CompletableFuture<Void> setAside(String gateway, String token, DeliveryReport report) {
            throw new AssertionError("a token of ours");
        }
    }
}
