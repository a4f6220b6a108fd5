package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.TestRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends each message at most once, except those in doubt, and loses none, whatever happens to the process, its group or the broker. */
class LaneCrashTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final Lane BULK = new Lane(ChannelName.SMS, MessageClass.marketing);

    @Test
    void sendsOnlyAnOpenServiceMessageAgainAfterACrash() throws InterruptedException {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            RecordingGateway gateway = takenOverWhileTheFirstIsOnTheWire(engine, SERVICE);
            assertThat(engine.receiptLines())
                    .containsExactly("c0 ACCEPTED+", "c1 ACCEPTED", "c2 ACCEPTED", "c3 ACCEPTED", "c4 ACCEPTED");
            assertThat(gateway.counts())
                    .containsEntry(TestEngine.attempt(0), 2)
                    .allSatisfy((attempt, count) ->
                            assertThat(count).isEqualTo(attempt.equals(TestEngine.attempt(0)) ? 2 : 1));
            assertThat(gateway.received())
                    .filteredOn(dispatch -> dispatch.attempt().equals(TestEngine.attempt(0)))
                    .extracting(dispatch -> dispatch.possibleDuplicate())
                    .containsExactly(false, true);
        }
    }

    @Test
    void reportsAnOpenMarketingMessageInDoubtAfterACrash() throws InterruptedException {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            RecordingGateway gateway = takenOverWhileTheFirstIsOnTheWire(engine, BULK);
            assertThat(engine.receiptLines())
                    .containsExactly("c0 IN_DOUBT", "c1 ACCEPTED", "c2 ACCEPTED", "c3 ACCEPTED", "c4 ACCEPTED");
            assertThat(gateway.counts())
                    .hasSize(5)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        }
    }

    @Test
    void asksTheProviderAboutAnOpenMessageAfterACrash() throws InterruptedException {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            RecordingGateway gateway = takenOverWhileTheFirstIsOnTheWire(
                    engine, BULK, new RecordingGateway("one", 3, 0).answersLookUps(_ -> Outcome.accepted("found")));
            assertThat(engine.receiptLines()).contains("c0 ACCEPTED");
            assertThat(gateway.counts()).containsEntry(TestEngine.attempt(0), 1);
        }
    }

    private static RecordingGateway takenOverWhileTheFirstIsOnTheWire(TestEngine engine, Lane lane)
            throws InterruptedException {
        return takenOverWhileTheFirstIsOnTheWire(engine, lane, new RecordingGateway("one", 3, 0));
    }

    /**
     * Freezes the first owner with message 0 on the wire and 1 to 3 closed behind it, lets a second one take over, and then wakes the first
     * one, which gets its answer.
     */
    private static RecordingGateway takenOverWhileTheFirstIsOnTheWire(
            TestEngine engine, Lane lane, RecordingGateway gateway) throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        gateway.answers(dispatch -> {
            if (dispatch.attempt().equals(TestEngine.attempt(0)) && !dispatch.possibleDuplicate()) {
                answer.await(120, TimeUnit.SECONDS);
            }
            return Outcome.accepted("x");
        });
        FreezingClock clock = new FreezingClock();
        engine.send(lane, 0, 4);
        RunningLane first = RunningLane.instance(engine.settings(), lane, "one", clock, gateway);
        eventually().until(() -> engine.receipts().size() == 3);
        clock.freeze();
        engine.send(lane, 4, 5);
        clock.awaitFrozen();
        try (RunningLane _ = RunningLane.instance(engine.settings(), lane, "one", InstantSource.system(), gateway)) {
            eventually().until(() -> engine.receipts().size() >= 5);
            Thread closing = Thread.ofVirtual().start(first::close);
            answer.countDown();
            clock.thaw();
            closing.join();
        }
        return gateway;
    }

    @Test
    void makesAFencedProducerAnewAndForgetsNoMessage() {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            CountDownLatch answer = new CountDownLatch(1);
            RecordingGateway gateway = new RecordingGateway("one", 3, 0).answers(dispatch -> {
                if (dispatch.attempt().equals(TestEngine.attempt(0))) {
                    answer.await(120, TimeUnit.SECONDS);
                }
                return Outcome.accepted("x");
            });
            engine.send(BULK, 0, 4);
            try (RunningLane _ =
                    RunningLane.instance(engine.settings(), BULK, "one", InstantSource.system(), gateway)) {
                eventually().until(() -> engine.receipts().size() == 3);
                engine.fence(engine.settings().topicPrefix() + "vestnik.sms.bulk-one");
                engine.send(BULK, 4, 6);
                eventually().until(() -> engine.receipts().size() == 5);
                answer.countDown();
                eventually().until(() -> engine.receipts().size() == 6);
            }
            assertThat(engine.receiptLines()).allMatch(line -> line.endsWith(" ACCEPTED"));
            assertThat(gateway.counts())
                    .hasSize(6)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
        }
    }

    /** A member may leave at any moment of a rebalance: the group's next generation may exist before this one has committed. */
    @Test
    void sendsEachMessageOnceWhileMembersComeAndGo() {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 6)) {
            RecordingGateway gateway = new RecordingGateway("one", 8, 0).answers(_ -> {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, 10));
                return Outcome.accepted("x");
            });
            Deque<RunningLane> members = new ArrayDeque<>();
            members.add(RunningLane.of(engine.settings(), BULK, gateway));
            for (int step = 0; step < 8; step++) {
                int sent = step * 200;
                engine.send(BULK, sent, sent + 200);
                members.addLast(RunningLane.of(engine.settings(), BULK, gateway));
                int leaveAt = sent + random.nextInt(20, 180);
                eventually().until(() -> gateway.counts().size() >= leaveAt);
                if (step != 3) {
                    members.removeFirst().close();
                }
            }
            eventually().until(() -> engine.receipts().size() >= 1600);
            members.forEach(RunningLane::close);
            assertThat(gateway.counts())
                    .as("seed %d", seed)
                    .hasSize(1600)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
            assertThat(engine.receiptLines())
                    .as("seed %d", seed)
                    .hasSize(1600)
                    .allMatch(line -> line.endsWith(" ACCEPTED"));
        }
    }

    @Test
    void leavesNoMessageInDoubtWhenTheBrokerIsAway(@TempDir Path directory) {
        try (EmbeddedKafka kafka = EmbeddedKafka.forTest(directory);
                TestRegistry registry = new TestRegistry();
                TestEngine engine = new TestEngine(ChannelName.SMS, 2, kafka.bootstrapServers(), registry.url())) {
            RecordingGateway gateway = new RecordingGateway("one", 10, 100);
            engine.send(BULK, 0, 300);
            try (RunningLane _ = RunningLane.of(engine.settings(), BULK, gateway)) {
                eventually().until(() -> gateway.counts().size() > 50);
                kafka.close();
                kafka.start();
                eventually().until(() -> engine.receipts().size() >= 300);
            }
            assertThat(gateway.counts())
                    .hasSize(300)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
            assertThat(engine.receipts())
                    .hasSize(300)
                    .allSatisfy(receipt -> assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED));
        }
    }

    @Test
    void waitsForTheRegistryAndSetsNothingAside() {
        try (TestRegistry registry = new TestRegistry();
                TestEngine engine = new TestEngine(ChannelName.SMS, 1, registry.url())) {
            RecordingGateway gateway = new RecordingGateway("one", 10, 0);
            engine.send(SERVICE, 0, 3);
            registry.away(true);
            try (RunningLane lane = RunningLane.of(engine.settings(), SERVICE, gateway)) {
                eventually().until(() -> lane.status().state() == LaneStatus.State.STALLED);
                assertThat(lane.status().isReady()).isFalse();
                registry.away(false);
                eventually().until(() -> engine.receipts().size() >= 3);
            }
            assertThat(gateway.counts()).hasSize(3);
        }
    }
}
