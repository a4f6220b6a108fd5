package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.ChannelName;
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
import dev.vestnik.sender.TestRegistry;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.LaneTransaction.Change;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
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
    private static final Lane LANE = new Lane(ChannelName.SMS, MessageClass.service);

    private final SenderMetrics metrics = new SenderMetrics(new SimpleMeterRegistry());
    private final GuardedRoute route = new GuardedRoute(
            new Route(
                    ChannelName.SMS,
                    List.of(new RecordingGateway("one", 1, 0).answers(_ -> new Outcome.Unknown("reset")))),
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
            metrics);
    private final LaneContext context = new LaneContext(
            LANE,
            "one",
            null,
            null,
            route,
            null,
            new LaneContext.Environment(metrics, InstantSource.system(), RecordTraces.NONE));
    private final OpenAttempts known = new OpenAttempts();
    private final Queue<OpenAttempt> finished = new ArrayDeque<>();
    private final LaneQueue queue = new LaneQueue();
    private final Triage triage =
            new Triage(context, null, queue, new Recovery(route, known, finished), new RecordFailures());

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

    /** A record whose schema the absent registry alone knows holds back nothing that is decoded. */
    @Test
    void endsWhatHasExpiredWhileTheRegistryDoesNotAnswer() throws PoisonException {
        LaneTransaction transaction = new LaneTransaction();
        try (TestRegistry registry = new TestRegistry();
                LaneMessageDecoder decoder = new LaneMessageDecoder(LANE, at(registry), metrics)) {
            PendingRecord expired = pending(0, encoded(registry));
            LaneMessage message = expired.message(decoder);
            expired.routed(message, route.way(message.dispatch()));
            queue.enter(expired);
            registry.away(true);
            queue.arrive(pending(1, new byte[] {0, 0, 0, 0, 7, 2}));
            Triage looking =
                    new Triage(context, decoder, queue, new Recovery(route, known, finished), new RecordFailures());
            looking.waiting(transaction);
            assertThat(looking.isStalled()).isTrue();
            assertThat(transaction.changes()).extracting(Change::pending).containsExactly(expired);
        }
        assertThat(queue.size()).as("the other one waits").isEqualTo(1);
    }

    private static byte[] encoded(TestRegistry registry) {
        try (AvroSerializer<OutboundMessage> serializer = new AvroSerializer<>()) {
            serializer.configure(at(registry).clientConfig(), false);
            return serializer.serialize(
                    "lane",
                    TestEngine.sms(1)
                            .setDeliverBefore(Instant.now().minusSeconds(1))
                            .build());
        }
    }

    private static KafkaSettings at(TestRegistry registry) {
        return KafkaSettings.at("127.0.0.1:1", registry.url());
    }

    private static PendingRecord pending(long offset, byte[] value) {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        return ledger.track(new ConsumerRecord<>("lane", 0, offset, null, value));
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
