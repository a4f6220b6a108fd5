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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private static final int SOME = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration STORE = Duration.ofMillis(500);

    /** Ten receipts behind each other in their store; the centre answers a text at once. */
    private static final Duration LATEST = Duration.ofSeconds(5);

    private static final int ACKNOWLEDGEMENT = DELIVER_SM | RESPONSE;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** None of the receipts is kept before the texts have their answers. */
    @Test
    @Timeout(120)
    void receiptsThatWaitForTheirStoreDelayNoAnswer() throws Exception {
        Queue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = gateway(centre, deliveries(stuck(open), 16 << 20))) {
            deliver(centre, SOME);
            await().atMost(PATIENCE).until(() -> open.size() == SOME);
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.send(Dispatches.any(), () -> true)).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(count("taken") + count("not_stored")).isZero();
            open.forEach(kept -> kept.complete(null));
        }
    }

    /** What does not fit is refused for now, and the centre brings it again; texts go out all the while. */
    @Test
    @Timeout(120)
    void manyReceiptsWhoseStoreIsSlowAreTakenInTheEnd() throws Exception {
        InboundSink slow = _ -> CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(STORE.toMillis(), TimeUnit.MILLISECONDS));
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = gateway(centre, deliveries(slow, 16 << 20))) {
            CompletableFuture<Void> delivering =
                    CompletableFuture.runAsync(() -> deliverUntilTaken(centre), Thread::startVirtualThread);
            List<Long> waits = new ArrayList<>();
            while (!delivering.isDone()) {
                long before = System.nanoTime();
                assertThat(gateway.send(Dispatches.any(), () -> true)).isInstanceOf(Outcome.Accepted.class);
                waits.add(System.nanoTime() - before);
            }
            delivering.get();
            waits.sort(Comparator.naturalOrder());
            Duration longest = Duration.ofNanos(waits.getLast());
            Duration median = Duration.ofNanos(waits.get(waits.size() / 2));
            System.out.printf(
                    "%d receipts, %.0f times refused for now, %.0f times left unanswered, %d submits, %s for half of them, %s at most%n",
                    MANY, count("busy"), count("silent"), waits.size(), median, longest);
            assertThat(median).as("no answer waits for the store of a receipt").isLessThan(STORE);
            assertThat(longest).isLessThan(LATEST);
        }
    }

    private void deliverUntilTaken(ScriptedCentre centre) {
        int delivered = 0;
        while (count("taken") < MANY) {
            int open = MANY - (int) count("taken");
            delivered += open;
            deliver(centre, open);
            int all = delivered;
            await().atMost(PATIENCE)
                    .until(() -> centre.received(ACKNOWLEDGEMENT).size() + count("silent") == all);
        }
    }

    /** The centre keeps what was refused, and delivers it again. */
    @Test
    void refusesForNowWhatItHasNoRoomFor() throws Exception {
        Queue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway _ = gateway(centre, deliveries(stuck(open), 3_500))) {
            deliver(centre, 10);
            await().atMost(PATIENCE)
                    .until(() -> centre.received(ACKNOWLEDGEMENT).size() == 7);
            assertThat(centre.received(ACKNOWLEDGEMENT)).allMatch(answer -> answer.status() == 0x64);
            assertThat(count("busy")).isEqualTo(7);
            assertThat(open).hasSize(3);
            open.forEach(kept -> kept.complete(null));
            await().atMost(PATIENCE).until(() -> {
                deliver(centre, 1); // refused until the acknowledgements are written: then there is room again
                return open.size() > 3;
            });
        }
    }

    @Test
    void leavesWithTheCentreWhatKafkaDoesNotTake() throws Exception {
        InboundSink broken = _ -> CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway _ = gateway(centre, deliveries(broken, 1 << 20))) {
            deliver(centre, 1);
            await().atMost(PATIENCE)
                    .until(() -> centre.received(ACKNOWLEDGEMENT).size() == 1);
            assertThat(centre.received(ACKNOWLEDGEMENT)).allMatch(answer -> answer.status() == 0x64);
            assertThat(count("not_stored")).isEqualTo(1);
        }
    }

    /** Keeps nothing before the test says so. */
    private static InboundSink stuck(Queue<CompletableFuture<Void>> open) {
        return _ -> {
            CompletableFuture<Void> kept = new CompletableFuture<>();
            open.add(kept);
            return kept;
        };
    }

    private Deliveries deliveries(InboundSink incoming, int mostOctets) {
        return new Deliveries("main", incoming, new SmsMetrics(meters), mostOctets);
    }

    private static SmppGateway gateway(ScriptedCentre centre, Deliveries deliveries) {
        SmppGateway gateway = new SmppGateway(TestGateway.at(centre.port()), deliveries, InstantSource.system());
        await().atMost(PATIENCE).until(() -> gateway.health().up());
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
