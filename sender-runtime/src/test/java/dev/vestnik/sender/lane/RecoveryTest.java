package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptTail.Found;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecoveryTest {
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

    private final RecordingGateway gateway = new RecordingGateway("one", 1, 0);
    private final GuardedRoute route = new GuardedRoute(
            new Route(Channel.SMS, List.of(gateway)),
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 80, null, null),
            new SenderMetrics(new SimpleMeterRegistry()));
    private final OpenAttempts known = new OpenAttempts();
    private final Queue<OpenAttempt> finished = new ArrayDeque<>();

    @Test
    void doubtsAnOwnAttemptThatNeverRanWhenAnUnreadableOneMayHaveFollowed() {
        own().neverRun();
        PendingRecord back = track();
        back.mistrust(5);
        assertThat(recovery(finished).next(back, MESSAGE, new LaneTransaction()))
                .isEqualTo(Recovery.Next.WAIT);
        assertThat(back.doubts()).isEqualTo(1);
    }

    @Test
    void doesNotDoubtAnOwnAttemptThatNeverRan() {
        own().neverRun();
        PendingRecord back = track();
        assertThat(recovery(finished).next(back, MESSAGE, new LaneTransaction()))
                .isEqualTo(Recovery.Next.WAIT);
        assertThat(back.doubts()).isZero();
        assertThat(finished).hasSize(1);
    }

    @Test
    void trustsAnOwnAnswerDespiteUnreadableAttempts() {
        gateway.answers(_ -> Outcome.permanent("no"));
        own().ready(System.nanoTime() + Duration.ofMinutes(1).toNanos(), InstantSource.system(), _ -> {})
                .run();
        PendingRecord back = track();
        back.mistrust(5);
        recovery(finished).next(back, MESSAGE, new LaneTransaction());
        assertThat(back.doubts()).isZero();
    }

    @Test
    void keepsTheRecordsPastWhenDecidingFails() {
        own().neverRun();
        PendingRecord back = track();
        Recovery broken = recovery(new Full());
        assertThatThrownBy(() -> broken.next(back, MESSAGE, new LaneTransaction()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(back.hasPast()).isTrue();
    }

    private Recovery recovery(Queue<OpenAttempt> answers) {
        return new Recovery(route, known, answers);
    }

    private OpenAttempt own() {
        OpenAttempt openAttempt = OpenAttempt.toSend(
                7,
                track(),
                MESSAGE,
                route.way(MESSAGE.dispatch()).tryAcquire(MESSAGE.dispatch(), 0).orElseThrow());
        known.add(openAttempt);
        return openAttempt;
    }

    /** A record that comes back with the opening of {@link #own}. */
    private static PendingRecord track() {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        pending.left(new Found(new Opened(0, MESSAGE.attempt(), new Opening(7, 0, "one")), 0, 0));
        return pending;
    }

    private static final class Full extends AbstractQueue<OpenAttempt> {
        @Override
        public boolean offer(OpenAttempt openAttempt) {
            throw new IllegalStateException("full");
        }

        @Override
        public OpenAttempt poll() {
            return null;
        }

        @Override
        public OpenAttempt peek() {
            return null;
        }

        @Override
        public Iterator<OpenAttempt> iterator() {
            return List.<OpenAttempt>of().iterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
