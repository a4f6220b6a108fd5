package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CampaignRun;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final Lane BULK = new Lane(ChannelName.SMS, MessageClass.marketing);

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 3);
    private final RecordingGateway gateway = new RecordingGateway("one", 20, 0);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void sendsEveryMessageOnceAndReportsIt() {
        engine.send(SERVICE, 0, 50);
        try (RunningLane lane = run(SERVICE)) {
            awaitReceipts(50);
            assertThat(gateway.counts())
                    .hasSize(50)
                    .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
            assertThat(gateway.most()).isLessThanOrEqualTo(20);
            assertThat(engine.receipts()).allSatisfy(receipt -> {
                assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED);
                assertThat(receipt.getGateway()).isEqualTo("one");
                assertThat(receipt.getProviderIds()).containsExactly("id-" + receipt.getMessageId() + "/1");
                assertThat(receipt.getPossibleDuplicate()).isFalse();
            });
            assertThat(lane.messages("accepted")).isEqualTo(50);
        }
    }

    @Test
    void continuesWhereThePreviousRunStopped() {
        engine.send(SERVICE, 0, 10);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(10);
        }
        engine.send(SERVICE, 10, 20);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(20);
        }
        assertThat(gateway.counts())
                .hasSize(20)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void dropsARevokedMessageBeforeItsAttempt() {
        engine.revoke(1, "purchased").send(SERVICE, 0, 3);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(3);
            assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED", "c1 REVOKED", "c2 ACCEPTED");
            engine.revoke(4, "unsubscribed").send(SERVICE, 3, 6);
            awaitReceipts(6);
        }
        assertThat(engine.receipts())
                .filteredOn(receipt -> receipt.getStatus() == ReceiptStatus.REVOKED)
                .extracting(receipt -> receipt.getCode())
                .containsExactlyInAnyOrder("purchased", "unsubscribed");
        assertThat(gateway.counts()).doesNotContainKeys(TestEngine.attempt(1), TestEngine.attempt(4));
    }

    @Test
    void dropsTheMessagesOfALaunchThatWasTakenBackAndNoOthers() {
        engine.revoke(CampaignRun.id("campaign.sale", 1), "campaign-cancelled");
        engine.send(SERVICE, TestEngine.sms(0).setJourney("campaign.sale"));
        engine.send(SERVICE, TestEngine.sms(1).setJourney("campaign.sale").setJourneyVersion(2));
        engine.send(SERVICE, 2, 3);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(3);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 REVOKED", "c1 ACCEPTED", "c2 ACCEPTED");
    }

    @Test
    void neverHandsOverAnExpiredMessage() {
        engine.send(SERVICE, TestEngine.sms(0).setDeliverBefore(Instant.now().minusSeconds(1)));
        engine.send(SERVICE, 1, 2);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(2);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 EXPIRED", "c1 ACCEPTED");
        assertThat(gateway.counts()).containsOnlyKeys(TestEngine.attempt(1));
    }

    @Test
    void reportsARejectionAndDoesNotTryAgain() {
        gateway.answers(dispatch -> dispatch.attempt().equals(TestEngine.attempt(0))
                ? Outcome.deadAddress("unknown-number")
                : Outcome.temporary("busy"));
        engine.send(SERVICE, 0, 2);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(2);
        }
        assertThat(gateway.counts().values()).containsOnly(1);
        assertThat(engine.receipts())
                .filteredOn(receipt -> receipt.getFailure() == FailureKind.permanent)
                .singleElement()
                .satisfies(receipt -> {
                    assertThat(receipt.getAddressDead()).isTrue();
                    assertThat(receipt.getCode()).isEqualTo("unknown-number");
                });
    }

    @Test
    void triesAMessageAgainThatProvablyWasNotSent() {
        Semaphore failures = new Semaphore(5);
        gateway.answers(dispatch -> {
            if (failures.tryAcquire()) {
                throw new NotSentException("connection refused");
            }
            return Outcome.accepted("x");
        });
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(1);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED");
    }

    @Test
    void sendsAServiceMessageAgainAfterALostAnswerAndMarksIt() {
        loseFirstAnswer();
        engine.send(SERVICE, 0, 1);
        try (RunningLane lane = run(SERVICE)) {
            awaitReceipts(1);
            assertThat(lane.messages("resent")).isEqualTo(1);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED+");
        assertThat(gateway.received())
                .extracting(dispatch -> dispatch.possibleDuplicate())
                .containsExactly(false, true);
    }

    @Test
    void endsAServiceMessageWhoseAnswersKeepGettingLost() {
        gateway.answers(_ -> {
            throw new SocketTimeoutException("no answer");
        });
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(1);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 IN_DOUBT+");
        assertThat(gateway.received()).hasSize(3);
    }

    @Test
    void doesNotSendAMarketingMessageAgainAfterALostAnswer() {
        loseFirstAnswer();
        engine.send(BULK, 0, 1);
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(1);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 IN_DOUBT");
        assertThat(gateway.received()).hasSize(1);
    }

    @Test
    void asksTheProviderAfterALostAnswer() {
        loseFirstAnswer();
        gateway.answersLookUps(_ -> Outcome.accepted("found"));
        engine.send(BULK, 0, 1);
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(1);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED");
        assertThat(gateway.received()).hasSize(1);
    }

    @Test
    void setsUnreadableRecordsAsideAndGoesOn() {
        engine.send(SERVICE, 0, 1)
                .write(SERVICE.messages(), "main/c0", "junk".getBytes(StandardCharsets.UTF_8))
                .write(SERVICE.messages(), "main/c0", new byte[] {0, 0, 0, 0x7F, 0})
                .send(SERVICE, TestEngine.sms(0).setMessageId("not a uuid"))
                .send(SERVICE, 1, 2);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(2);
            eventually()
                    .until(() ->
                            engine.read(Topics.deadLetters(SERVICE.messages())).size() == 3);
        }
        assertThat(engine.read(Topics.deadLetters(SERVICE.messages())))
                .extracting(record ->
                        new String(record.headers().lastHeader("vestnik-reason").value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("unreadable", "unreadable", "invalid");
        assertThat(gateway.counts()).containsOnlyKeys(TestEngine.attempt(0), TestEngine.attempt(1));
    }

    /** The record's batch is small on the broker, since it was compressed. */
    @Test
    void setsAsideARecordThatIsLargerThanADeadLetterMayBe() {
        byte[] large = "x".repeat(3 << 20).getBytes(StandardCharsets.UTF_8);
        engine.writeCompressed(SERVICE.messages(), large, large).send(SERVICE, 0, 1);
        try (RunningLane _ = run(SERVICE)) {
            awaitReceipts(1);
            eventually()
                    .until(() ->
                            engine.read(Topics.deadLetters(SERVICE.messages())).size() == 1);
        }
        assertThat(engine.read(Topics.deadLetters(SERVICE.messages())))
                .singleElement()
                .satisfies(record -> assertThat(record.headers().headers("vestnik-truncated"))
                        .isNotEmpty());
    }

    @Test
    void goesOnAfterAnErrorOnItsThread() {
        AtomicBoolean failed = new AtomicBoolean();
        InstantSource clock = () -> {
            if (Thread.currentThread().getName().startsWith("lane-") && failed.compareAndSet(false, true)) {
                throw new LinkageError("not really");
            }
            return Instant.now();
        };
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = RunningLane.instance(engine.settings(), SERVICE, "one", clock, gateway)) {
            awaitReceipts(1);
        }
        assertThat(gateway.counts()).containsEntry(TestEngine.attempt(0), 1);
    }

    @Test
    void waitsWithoutAGateway() {
        engine.send(SERVICE, 0, 1);
        try (RunningLane lane = RunningLane.of(engine.settings(), SERVICE)) {
            eventually()
                    .until(() -> lane.status().state() == LaneStatus.State.NO_GATEWAY
                            && lane.status().lag() == 1);
        }
        assertThat(engine.receipts()).isEmpty();
    }

    @Test
    void leavesABrokenGatewayAloneAndLosesNothing() {
        RecordingGateway second = new RecordingGateway("two", 5, 0);
        gateway.answers(_ -> {
            throw new NotSentException("connection refused");
        });
        engine.send(SERVICE, 0, 60);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway, second)) {
            awaitReceipts(60);
        }
        assertThat(second.counts()).hasSize(60);
        assertThat(engine.receipts())
                .allSatisfy(receipt -> assertThat(receipt.getGateway()).isEqualTo("two"));
    }

    @Test
    void waitsWhileTheCircuitIsOpenAndGoesOnWhenTheGatewayIsBack() {
        Semaphore broken = new Semaphore(0);
        gateway.answers(_ -> {
            if (broken.availablePermits() == 0) {
                throw new NotSentException("connection refused");
            }
            return Outcome.accepted("x");
        });
        engine.send(SERVICE, 0, 40);
        try (RunningLane lane = run(SERVICE)) {
            // the lag of a partition that was never fetched is not known: the status may show less than 40
            eventually()
                    .until(() -> gateway.received().size() > 30 && lane.status().lag() > 0);
            assertThat(engine.receipts()).isEmpty();
            broken.release();
            awaitReceipts(40);
        }
        assertThat(engine.receipts())
                .allSatisfy(receipt -> assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED));
        assertThat(List.copyOf(engine.receiptLines())).doesNotHaveDuplicates();
    }

    private void loseFirstAnswer() {
        Semaphore lost = new Semaphore(1);
        gateway.answers(_ -> {
            if (lost.tryAcquire()) {
                throw new SocketTimeoutException("no answer");
            }
            return Outcome.accepted("x");
        });
    }

    private RunningLane run(Lane lane) {
        return RunningLane.of(engine.settings(), lane, gateway);
    }

    private void awaitReceipts(int count) {
        eventually().until(() -> engine.receipts().size() >= count);
    }
}
