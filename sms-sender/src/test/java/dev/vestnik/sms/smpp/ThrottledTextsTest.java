package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A centre that takes twenty later parts a second, and texts of three parts. */
class ThrottledTextsTest {
    private static final String THREE_PARTS = "Your order comes today. ".repeat(17);
    private static final int TEXTS = 24;
    private static final int PER_SECOND = 20;

    @Test
    void completesTextsAtTheCentresPaceWithoutHurry() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Allowance allowance = new Allowance();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    if (isFirstPart(submit.body()) || allowance.take()) {
                        wire.answer(submit, 0, ScriptedCentre.id(String.valueOf(taken.incrementAndGet())));
                    } else {
                        refused.incrementAndGet();
                        wire.answer(submit, 0x58, new byte[0]);
                    }
                });
                SmppGateway gateway = gateway(centre);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                outcomes.add(threads.submit(() -> gateway.send(SlowAnswersTest.text(THREE_PARTS), () -> true)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get())
                        .isInstanceOfSatisfying(
                                Outcome.Accepted.class,
                                accepted -> assertThat(accepted.providerIds()).hasSize(3));
            }
            assertThat(taken).hasValue(3 * TEXTS);
            assertThat(refused.get()).as("tries in a hurry").isLessThan(4 * 2 * TEXTS);
        }
    }

    private static boolean isFirstPart(byte[] submit) {
        for (int i = 0; i + 5 < submit.length; i++) {
            if (submit[i] == 5 && submit[i + 1] == 0 && submit[i + 2] == 3 && submit[i + 4] == 3) {
                return submit[i + 5] == 1;
            }
        }
        throw new IllegalStateException("a text of one part");
    }

    /** Twenty parts a second, two at once. */
    private static final class Allowance {
        private double room;
        private long at = System.nanoTime();

        synchronized boolean take() {
            long now = System.nanoTime();
            room = Math.min(2, room + (now - at) / 1e9 * PER_SECOND);
            at = now;
            if (room < 1) {
                return false;
            }
            room--;
            return true;
        }
    }

    private static SmppGateway gateway(ScriptedCentre centre) {
        InboundSink none = _ -> CompletableFuture.completedFuture(null);
        SmppGateway gateway = new SmppGateway(
                TestGateway.at(centre.port()),
                new Deliveries("main", none, new SmsMetrics(new SimpleMeterRegistry())),
                InstantSource.system());
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.health().up());
        return gateway;
    }
}
