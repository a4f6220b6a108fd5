package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that takes a key, which loses answers, beside one that takes none. */
class LiveKeysTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 1);
    private final RecordingGateway other = new RecordingGateway("other", 10, 0);

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageClass.class,
            names = {"service", "marketing"})
    void triesAMessageInDoubtAgainWhereItsKeyIsKnown(MessageClass messageClass) {
        Lane lane = new Lane(ChannelName.SMS, messageClass);
        KeyedGateway keyed = new KeyedGateway(Duration.ofHours(1), 1);
        engine.send(lane, 0, 1);
        try (RunningLane _ = RunningLane.of(engine.settings(), lane, keyed, other)) {
            eventually().until(() -> !engine.receipts().isEmpty());
        }
        assertThat(engine.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED);
            assertThat(receipt.getGateway()).isEqualTo("keyed");
            assertThat(receipt.getPossibleDuplicate()).isFalse();
        });
        assertThat(keyed.tries).hasValue(2);
        assertThat(other.received()).isEmpty();
    }

    @Test
    void letsOthersPassMeanwhile() {
        KeyedGateway keyed = new KeyedGateway(Duration.ofHours(1), Integer.MAX_VALUE);
        engine.send(SERVICE, 0, 20);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, keyed)) {
            eventually().until(() -> engine.receipts().size() == 19);
        }
        assertThat(engine.receiptLines()).doesNotContain("c0 ACCEPTED");
    }

    @Test
    void isInDoubtLikeAnyOtherWhenItsKeyLivesNoLonger() {
        KeyedGateway keyed = new KeyedGateway(Duration.ofMillis(500), 1);
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, keyed)) {
            eventually().until(() -> !engine.receipts().isEmpty());
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED+");
    }

    /** Another process finds the attempt open, and nobody answers questions about it. */
    @Test
    void keepsToTheKeyAfterACrash() {
        KeyedGateway keyed = new KeyedGateway(Duration.ofHours(1), 1);
        engine.send(SERVICE, 0, 1);
        RunningLane first = RunningLane.instance(engine.settings(), SERVICE, "i", InstantSource.system(), keyed);
        eventually().until(() -> keyed.tries.get() == 1);
        first.close();
        assertThat(engine.receipts()).isEmpty();
        try (RunningLane _ = RunningLane.instance(engine.settings(), SERVICE, "i", InstantSource.system(), keyed)) {
            eventually().until(() -> !engine.receipts().isEmpty());
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED");
        assertThat(keyed.tries).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"service, c0 ACCEPTED+, 1", "marketing, c0 IN_DOUBT, 0"})
    void takesNoKeyToAnotherAccountUnderTheGatewaysName(MessageClass messageClass, String receipt, int tries) {
        Lane lane = new Lane(ChannelName.SMS, messageClass);
        KeyedGateway former = new KeyedGateway(Duration.ofHours(1), 1);
        KeyedGateway now = new KeyedGateway("another", Duration.ofHours(1), 0);
        engine.send(lane, 0, 1);
        RunningLane first = RunningLane.instance(engine.settings(), lane, "i", InstantSource.system(), former);
        eventually().until(() -> former.tries.get() == 1);
        first.close();
        try (RunningLane _ = RunningLane.instance(engine.settings(), lane, "i", InstantSource.system(), now)) {
            eventually().until(() -> !engine.receipts().isEmpty());
        }
        assertThat(engine.receiptLines()).containsExactly(receipt);
        assertThat(now.tries).hasValue(tries);
    }

    @Test
    void livesAtTheSameAccountOnlyWhenItsGatewayIsMadeAgain() {
        GuardedGateway before = guarded(new KeyedGateway(Duration.ofHours(1), 0));
        GuardedRoute route = new GuardedRoute(List.of(before), _ -> List.of("keyed"));
        LiveKeys keys = new LiveKeys(route, InstantSource.system(), new LaneQueue());
        PendingRecord pending = opened(Instant.now());
        route.change(List.of(guarded(new KeyedGateway(Duration.ofHours(1), 0))), _ -> List.of("keyed"));
        assertThat(keys.holds(pending, before.account())).isTrue();
        assertThat(keys.isOver(pending)).isFalse();
        route.change(List.of(guarded(new KeyedGateway("another", Duration.ofHours(1), 0))), _ -> List.of("keyed"));
        assertThat(keys.isOver(pending)).isTrue();
        assertThat(keys.holds(pending, before.account())).isFalse();
    }

    @Test
    void countsFromTheOpeningThatMayHaveSentIt() {
        Instant now = Instant.now();
        GuardedGateway gateway = guarded(new KeyedGateway(Duration.ofHours(1), 0));
        GuardedRoute route = new GuardedRoute(List.of(gateway), _ -> List.of("keyed"));
        LiveKeys keys = new LiveKeys(route, InstantSource.fixed(now), new LaneQueue());
        PendingRecord pending = opened(now.minus(Duration.ofMinutes(61)));
        pending.withdrawn(); // as for want of credits
        pending.opened(now, gateway.account());
        assertThat(keys.holds(pending, gateway.account())).isTrue();
        pending.withdrawn(); // a try with the key: the first one may have sent it all the same
        assertThat(pending.firstOpened()).isEqualTo(now);
        PendingRecord elsewhere = opened(now.minus(Duration.ofMinutes(61)));
        elsewhere.opened(now, new GatewayAccount("other", ""));
        assertThat(elsewhere.firstOpened()).isEqualTo(now);
    }

    private static GuardedGateway guarded(Gateway gateway) {
        return new GuardedGateway(
                gateway,
                new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
                new SenderMetrics(new SimpleMeterRegistry()));
    }

    private static PendingRecord opened(Instant at) {
        PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        pending.opened(at, new GatewayAccount("keyed", "account"));
        return pending;
    }

    /** Loses its answers to the first message for some times; knows it again by its key. */
    private static final class KeyedGateway implements Gateway {
        private final String account;
        private final Duration keyLife;
        private final int lost;
        private final AtomicInteger tries = new AtomicInteger();

        KeyedGateway(Duration keyLife, int lost) {
            this("account", keyLife, lost);
        }

        KeyedGateway(String account, Duration keyLife, int lost) {
            this.account = account;
            this.keyLife = keyLife;
            this.lost = lost;
        }

        @Override
        public String name() {
            return "keyed";
        }

        @Override
        public GatewayLimits limits() {
            return new GatewayLimits(10, 0);
        }

        @Override
        public String account() {
            return account;
        }

        @Override
        public Duration keyLife() {
            return keyLife;
        }

        @Override
        public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) {
            if (!mayStart.getAsBoolean()) {
                return new Outcome.NotSent("too late");
            }
            boolean isLost = dispatch.attempt().equals(TestEngine.attempt(0)) && tries.incrementAndGet() <= lost;
            return isLost ? new Outcome.Unknown("lost") : Outcome.accepted("1");
        }
    }
}
