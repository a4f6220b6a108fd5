package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptTail.Found;
import dev.vestnik.sender.lane.LaneTransaction.Withdraw;
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
    private final GuardedRoute route = route(gateway);
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

    /** As in an outage: the attempt after a lost answer never reaches the wire, and one deploy follows the other. */
    @Test
    void raisesTheDoubtsOfAWaitingMessageByNoTakeover() {
        PendingRecord pending = track(new Opening(9, 0, at("one")));
        for (int i = 0; i < 3; i++) {
            recovery(finished).next(pending, MESSAGE, new LaneTransaction());
            pending.inDoubt(at("one")); // the provider cannot tell
            assertThat(pending.doubts()).isEqualTo(1);
            pending = track(withdrawn(pending, "two"));
        }
    }

    @Test
    void asksTheGatewayWhoseAnswerWasLostAfterAnotherOneWasTried() {
        PendingRecord pending = track();
        pending.forgetPast();
        pending.inDoubt(at("first"));
        pending.inDoubt(at("second"));
        assertThat(withdrawn(pending, "third"))
                .extracting(Opening::doubts, Opening::at)
                .containsExactly(1, at("second"));
    }

    /** The process that withdrew its attempt finds the withdrawal when its session broke with the commit: the doubt is not its attempt's. */
    @Test
    void doesNotTakeAnAttemptThatWasNotSentForTheOneInDoubt() {
        OpenAttempt own = own();
        own.neverRun();
        own.pending().inDoubt(at("one"));
        PendingRecord back = track(opening(own));
        assertThat(recovery(finished).next(back, MESSAGE, new LaneTransaction()))
                .isEqualTo(Recovery.Next.WAIT);
        assertThat(finished).isEmpty();
        assertThat(back.openAttempt()).isNotSameAs(own);
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

    private static GuardedRoute route(RecordingGateway gateway) {
        return new GuardedRoute(
                new Route(ChannelName.SMS, List.of(gateway)),
                new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
                new SenderMetrics(new SimpleMeterRegistry()));
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

    /** The opening that the attempt's withdrawal leaves. */
    private static Opening opening(OpenAttempt openAttempt) {
        return ((Opened) new Withdraw(openAttempt.pending(), openAttempt).entry()).opening();
    }

    /** The opening that is left when the record's next attempt, at another gateway, is withdrawn. */
    private static Opening withdrawn(PendingRecord pending, String gateway) {
        GuardedRoute other = route(new RecordingGateway(gateway, 1, 0));
        return opening(OpenAttempt.toSend(
                8,
                pending,
                MESSAGE,
                other.way(MESSAGE.dispatch()).tryAcquire(MESSAGE.dispatch(), 0).orElseThrow()));
    }

    /** A record that comes back with the opening of {@link #own}. */
    private static PendingRecord track() {
        return track(new Opening(7, 0, at("one")));
    }

    private static GatewayAccount at(String gateway) {
        return new GatewayAccount(gateway, "");
    }

    private static PendingRecord track(Opening opening) {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        pending.left(new Found(new Opened(0, MESSAGE.attempt(), opening), 0, 0, 0));
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
