package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GuardedGateway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenAttemptTest {
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");
    private static final Duration SOON = Duration.ofMinutes(1);

    private final RecordingGateway gateway = new RecordingGateway("one", 1, 0);
    private final GuardedGateway guarded = new GuardedGateway(
            gateway,
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
            new SenderMetrics(new SimpleMeterRegistry()));
    private final List<OpenAttempt> finished = new ArrayList<>();

    @Test
    void goesToTheWireInTime() {
        assertThat(run(openAttempt(NOW.plusSeconds(1)), SOON)).isInstanceOf(Outcome.Accepted.class);
        assertThat(gateway.received()).hasSize(1);
    }

    @Test
    void doesNotGoToTheWireAfterALongPause() {
        assertThat(run(openAttempt(NOW.plusSeconds(1)), Duration.ofMillis(-1))).isEqualTo(Outcome.busy("too-late"));
        assertNothingWasSentAndTheRoomIsFree();
    }

    @Test
    void doesNotGoToTheWireOnceItHasExpired() {
        assertThat(run(openAttempt(NOW), SOON)).isEqualTo(Outcome.busy("too-late"));
        assertNothingWasSentAndTheRoomIsFree();
    }

    @Test
    void doesNotGoToTheWireOnceItIsCancelled() {
        OpenAttempt openAttempt = openAttempt(NOW.plusSeconds(1));
        openAttempt.cancel();
        assertThat(run(openAttempt, SOON)).isEqualTo(Outcome.busy("too-late"));
        assertNothingWasSentAndTheRoomIsFree();
    }

    /** It has not reached the wire. */
    @Test
    void isKeptBackWhileItsGatewayWaitsForAToken() {
        OpenAttempt openAttempt = openAttempt(NOW.plusSeconds(1));
        gateway.asksOnceConnected().connects(openAttempt::cancel);
        assertThat(run(openAttempt, SOON)).isEqualTo(Outcome.busy("too-late"));
        assertNothingWasSentAndTheRoomIsFree();
    }

    private void assertNothingWasSentAndTheRoomIsFree() {
        assertThat(gateway.received()).isEmpty();
        assertThat(finished).hasSize(1);
        assertThat(guarded.tryAcquire(MessageClass.service, 1)).isPresent();
    }

    private Outcome run(OpenAttempt openAttempt, Duration startWithin) {
        openAttempt
                .ready(System.nanoTime() + startWithin.toNanos(), InstantSource.fixed(NOW), finished::add)
                .run();
        return openAttempt.outcome();
    }

    private OpenAttempt openAttempt(Instant deliverBefore) {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        LaneMessage message = new LaneMessage(
                new Dispatch(
                        TestEngine.attempt(1),
                        new CustomerKey("main", "c1"),
                        MessageClass.service,
                        new Origin("shipped", "tell", "order-shipped", "en"),
                        new Content.Sms("+74956461000", null, "On its way"),
                        deliverBefore,
                        false),
                NOW);
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        return OpenAttempt.toSend(
                1, pending, message, guarded.tryAcquire(MessageClass.service, 1).orElseThrow());
    }
}
