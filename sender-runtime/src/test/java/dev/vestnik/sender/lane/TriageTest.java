package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.Town;
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
                    Channel.sms, List.of(new RecordingGateway("one", 1, 0).answers(_ -> new Outcome.Unknown("reset")))),
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 80, null, null),
            new SenderMetrics(new SimpleMeterRegistry()));
    private final KnownSendings known = new KnownSendings();
    private final Queue<Sending> finished = new ArrayDeque<>();
    private final LaneQueue queue = new LaneQueue();
    private final Triage triage = new Triage(null, null, queue, new Recovery(route, known, finished), new Suspects());

    /** Whoever finds an answer when a partition comes back and whoever brings it may say so both. */
    @Test
    void anAnswerThatWasLostIsLostOnce() {
        Sending sending = onTheWire();
        triage.answered(sending, new Round());
        assertThat(sending.isOwned()).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(sending.tracked().doubts()).isEqualTo(1);
    }

    @Test
    void whatGotNoAnswerIsNotKept() {
        Sending sending = onTheWire();
        triage.answered(sending, new Round());
        assertThat(known.byToken(sending.token())).isEmpty();
    }

    private Sending onTheWire() {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        Tracked tracked = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        Sending sending = Sending.of(
                7, tracked, letter(), route.tryAcquire(MessageClass.service, 0).orElseThrow());
        known.add(sending);
        tracked.sending(sending);
        sending.ready(System.nanoTime() + Duration.ofMinutes(1).toNanos(), InstantSource.system(), finished::add)
                .run();
        return sending;
    }

    private static Letter letter() {
        Dispatch dispatch = new Dispatch(
                Town.attempt(1),
                new CustomerKey("main", "c1"),
                MessageClass.service,
                new Origin("shipped", "tell", "order-shipped", "en"),
                new Content.Sms("+74956461000", null, "On its way"),
                Instant.now().plusSeconds(60),
                false);
        return new Letter(dispatch, Instant.now());
    }
}
