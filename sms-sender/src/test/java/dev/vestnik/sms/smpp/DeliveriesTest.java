package dev.vestnik.sms.smpp;

import static dev.vestnik.sms.smpp.ScriptedCentre.DELIVER_SM;
import static dev.vestnik.sms.smpp.ScriptedCentre.RESPONSE;
import static dev.vestnik.sms.smpp.ScriptedCentre.deliverSm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeliveriesTest {
    private static final byte[] RECEIPT = deliverSm(
            4, 0, "id:7 sub:001 dlvrd:001 stat:DELIVRD err:000".getBytes(StandardCharsets.US_ASCII), new byte[0]);
    private static final int MANY = 20_000;
    private static final int ACKNOWLEDGEMENT = DELIVER_SM | RESPONSE;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** What does not fit is refused for now, and the centre brings it again; texts go out all the while. */
    @Test
    @Timeout(120)
    void manyReceiptsWhoseStoreIsSlowDelayNoAnswer() throws Exception {
        Incoming slow = _ ->
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = gateway(centre, deliveries(slow, 16 << 20))) {
            Thread delivering = Thread.ofVirtual().start(() -> deliverUntilTaken(centre));
            Duration longest = Duration.ZERO;
            int submits = 0;
            while (count("taken") < MANY) {
                long start = System.nanoTime();
                assertThat(gateway.send(Dispatches.any(), () -> true)).isInstanceOf(Outcome.Accepted.class);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                longest = took.compareTo(longest) > 0 ? took : longest;
                submits++;
            }
            delivering.join();
            System.out.printf(
                    "%d receipts, %.0f times refused for now, %.0f times left unanswered, %d submits, the longest answer after %d ms%n",
                    MANY, count("busy"), count("silent"), submits, longest.toMillis());
            assertThat(longest).isLessThan(Duration.ofSeconds(5));
            assertThat(submits).isGreaterThan(10);
        }
    }

    private void deliverUntilTaken(ScriptedCentre centre) {
        int delivered = 0;
        while (count("taken") < MANY) {
            int open = MANY - (int) count("taken");
            delivered += open;
            deliver(centre, open);
            int all = delivered;
            await().atMost(1, TimeUnit.MINUTES)
                    .until(() -> centre.received(ACKNOWLEDGEMENT).size() + count("silent") == all);
        }
    }

    /** The centre keeps what was refused, and delivers it again. */
    @Test
    void refusesForNowWhatItHasNoRoomFor() throws Exception {
        Queue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
        Incoming stuck = _ -> {
            CompletableFuture<Void> kept = new CompletableFuture<>();
            open.add(kept);
            return kept;
        };
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway _ = gateway(centre, deliveries(stuck, 3_500))) {
            deliver(centre, 10);
            await().until(() -> centre.received(ACKNOWLEDGEMENT).size() == 7);
            assertThat(centre.received(ACKNOWLEDGEMENT)).allMatch(answer -> answer.status() == 0x64);
            assertThat(count("busy")).isEqualTo(7);
            assertThat(open).hasSize(3);
            open.forEach(kept -> kept.complete(null));
            await().until(() -> count("taken") == 3);
            deliver(centre, 1);
            await().until(() -> open.size() == 4);
        }
    }

    @Test
    void leavesWithTheCentreWhatKafkaDoesNotTake() throws Exception {
        Incoming broken = _ -> CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway _ = gateway(centre, deliveries(broken, 1 << 20))) {
            deliver(centre, 1);
            await().until(() -> centre.received(ACKNOWLEDGEMENT).size() == 1);
            assertThat(centre.received(ACKNOWLEDGEMENT)).allMatch(answer -> answer.status() == 0x64);
            assertThat(count("not_stored")).isEqualTo(1);
        }
    }

    private Deliveries deliveries(Incoming incoming, int mostOctets) {
        return new Deliveries("main", incoming, new SmsMetrics(meters), mostOctets);
    }

    private static SmppGateway gateway(ScriptedCentre centre, Deliveries deliveries) {
        SmppGateway gateway = new SmppGateway(TestGateway.at(centre.port()), deliveries, InstantSource.system());
        await().until(() -> gateway.health().up());
        return gateway;
    }

    private static void deliver(ScriptedCentre centre, int count) {
        try {
            for (int i = 0; i < count; i++) {
                centre.deliver(DELIVER_SM, RECEIPT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double count(String outcome) {
        return meters.counter("vestnik.sms.deliveries", "gateway", "main", "outcome", outcome)
                .count();
    }
}
