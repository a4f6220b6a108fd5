package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GuardedRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenAttemptsTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final LaneMessage MESSAGE = new LaneMessage(
            new Dispatch(
                    TestEngine.attempt(1),
                    new CustomerKey("main", "c1"),
                    MessageClass.service,
                    new Origin("shipped", "tell", "order-shipped", "en"),
                    new Content.Sms("+74956461000", null, "On its way"),
                    Instant.now().plusSeconds(60),
                    false),
            Instant.now());

    private final OpenAttempts attempts = new OpenAttempts();

    /** A provider answers after twelve minutes, and the partition comes back a minute later. */
    @Test
    void remembersALateAnswerAsLongAsAnEarlyOne() {
        OpenAttempt slow = lost();
        attempts.forgetLost(System.nanoTime() + HOUR);
        assertThat(attempts.byToken(7))
                .as("while the provider has not answered")
                .isPresent();
        slow.run();
        attempts.forgetLost(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        assertThat(attempts.byToken(7)).as("right after its answer").isPresent();
        attempts.forgetLost(System.nanoTime() + HOUR);
        assertThat(attempts.byToken(7)).as("long after its answer").isEmpty();
    }

    /** An attempt whose partition this process has lost. */
    private OpenAttempt lost() {
        GuardedRoute route = new GuardedRoute(
                new Route(ChannelName.SMS, List.of(new RecordingGateway("one", 1, 0))),
                new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
                new SenderMetrics(new SimpleMeterRegistry()));
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        OpenAttempt attempt = OpenAttempt.toSend(
                7,
                pending,
                MESSAGE,
                route.way(MESSAGE.dispatch()).tryAcquire(MESSAGE.dispatch(), 0).orElseThrow());
        attempt.ready(Long.MAX_VALUE, InstantSource.system(), _ -> {});
        attempts.add(attempt);
        ledger.abandon();
        return attempt;
    }
}
