package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.Outcome;
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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TriageTest {
    private final GuardedRoute route = new GuardedRoute(
            new Route(
                    Channel.SMS, List.of(new RecordingGateway("one", 1, 0).answers(_ -> new Outcome.Unknown("reset")))),
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 80, null, null),
            new SenderMetrics(new SimpleMeterRegistry()));
    private final OpenAttempts known = new OpenAttempts();
    private final Queue<OpenAttempt> finished = new ArrayDeque<>();
    private final LaneQueue queue = new LaneQueue();
    private final Triage triage =
            new Triage(context(route), null, queue, new Recovery(route, known, finished), new RecordFailures());

    /** The same answer may come twice: found when a partition comes back, and brought by its attempt. */
    @Test
    void countsALostAnswerOnce() {
        OpenAttempt openAttempt = onTheWire();
        triage.answered(openAttempt, new LaneTransaction());
        assertThat(openAttempt.isOwned()).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(openAttempt.pending().doubts()).isEqualTo(1);
    }

    @Test
    void forgetsAnAttemptWhoseAnswerWasLost() {
        OpenAttempt openAttempt = onTheWire();
        triage.answered(openAttempt, new LaneTransaction());
        assertThat(known.byToken(openAttempt.token())).isEmpty();
    }

    private static LaneContext context(GuardedRoute route) {
        return new LaneContext(new Lane(Channel.SMS, MessageClass.service), "one", null, null, route, null, null);
    }

    private OpenAttempt onTheWire() {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        OpenAttempt openAttempt = OpenAttempt.toSend(
                7,
                pending,
                message(),
                route.way(message().dispatch())
                        .tryAcquire(message().dispatch(), 0)
                        .orElseThrow());
        known.add(openAttempt);
        pending.openAttempt(openAttempt);
        openAttempt
                .ready(System.nanoTime() + Duration.ofMinutes(1).toNanos(), InstantSource.system(), finished::add)
                .run();
        return openAttempt;
    }

    private static LaneMessage message() {
        Dispatch dispatch = new Dispatch(
                TestEngine.attempt(1),
                new CustomerKey("main", "c1"),
                MessageClass.service,
                new Origin("shipped", "tell", "order-shipped", "en"),
                new Content.Sms("+74956461000", null, "On its way"),
                Instant.now().plusSeconds(60),
                false);
        return new LaneMessage(dispatch, Instant.now());
    }
}
