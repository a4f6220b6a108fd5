package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A slow answer is not a lost one. */
class SlowAnswerTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    /** While the gateway is silent, the lane does all that it does otherwise: it goes on, tells the group of progress, and is rebalanced. */
    @Test
    void waitsForASlowAnswerAcrossARebalanceInWhichItKeepsThePartition() {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicBoolean silent = new AtomicBoolean(true);
        Set<Attempt> slow = ConcurrentHashMap.newKeySet();
        RecordingGateway gateway = new RecordingGateway("one", 40, 0).answers(dispatch -> {
            if (silent.get()) {
                slow.add(dispatch.attempt());
                answer.await(120, TimeUnit.SECONDS);
            }
            return Outcome.accepted("late-" + dispatch.attempt());
        });
        RecordingGateway other = new RecordingGateway("one", 40, 0);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 2)) {
            engine.send(SERVICE, 0, 20);
            try (RunningLane first = RunningLane.of(engine.settings(), SERVICE, gateway)) {
                eventually().until(() -> slow.size() == 20);
                silent.set(false);
                try (RunningLane second = RunningLane.of(engine.settings(), SERVICE, other)) {
                    eventually()
                            .until(() -> second.status().partitions() == 1
                                    && first.status().partitions() == 1);
                    engine.send(SERVICE, 20, 60);
                    eventually().until(() -> gateway.counts().size() > 20);
                    assertThat(first.status().inFlight()).isPositive();
                    answer.countDown();
                    eventually().until(() -> engine.receipts().size() >= 60);
                }
            }
            assertThat(gateway.counts().values())
                    .as("sent once by the process that kept them")
                    .containsOnly(1);
            assertThat(engine.receipts())
                    .filteredOn(receipt -> !receipt.getPossibleDuplicate())
                    .extracting(receipt -> receipt.getProviderIds().getFirst())
                    .filteredOn(id -> slow.contains(attempt(id)))
                    .as("answers that came late count")
                    .isNotEmpty();
        }
    }

    @Test
    void waitsForASlowAnswerBeforeItGivesThePartitionAway() {
        CountDownLatch answer = new CountDownLatch(1);
        RecordingGateway gateway = new RecordingGateway("one", 40, 0).answers(dispatch -> {
            answer.await(120, TimeUnit.SECONDS);
            return Outcome.accepted("late-" + dispatch.attempt());
        });
        RecordingGateway other = new RecordingGateway("one", 40, 0);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 2)) {
            engine.send(SERVICE, 0, 20);
            try (RunningLane first = RunningLane.of(engine.settings(), SERVICE, gateway)) {
                eventually().until(() -> first.status().inFlight() == 20);
                try (RunningLane second = RunningLane.of(engine.settings(), SERVICE, other)) {
                    eventually().until(() -> second.status().state() != LaneStatus.State.STARTING);
                    eventually()
                            .during(Duration.ofSeconds(4))
                            .until(() -> second.status().partitions() == 0);
                    answer.countDown();
                    eventually().until(() -> second.status().partitions() == 1);
                    eventually().until(() -> engine.receipts().size() >= 20);
                }
            }
            assertThat(engine.receipts()).noneMatch(DeliveryReceipt::getPossibleDuplicate);
            assertThat(other.counts()).isEmpty();
        }
    }

    private static Attempt attempt(String lateId) {
        String id = lateId.substring(lateId.indexOf('-') + 1, lateId.indexOf('/'));
        return new Attempt(java.util.UUID.fromString(id), 1);
    }
}
