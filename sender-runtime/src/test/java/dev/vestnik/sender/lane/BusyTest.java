package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gateways and recipients that are busy. */
class BusyTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 1);
    private final RecordingGateway gateway = new RecordingGateway("one", 20, 0);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void asksABusyGatewayOnlyWhenItsTimeHasCome() {
        Duration asked = Duration.ofSeconds(2);
        AtomicLong busyAt = new AtomicLong();
        AtomicBoolean early = new AtomicBoolean();
        gateway.answers(dispatch -> {
            if (dispatch.attempt().equals(TestEngine.attempt(0)) && busyAt.compareAndSet(0, System.nanoTime())) {
                return Outcome.busy("smpp-0x58", asked);
            }
            if (busyAt.get() != 0 && System.nanoTime() - busyAt.get() < asked.toNanos()) {
                early.set(true);
            }
            return Outcome.accepted("x");
        });
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
            eventually().until(() -> busyAt.get() != 0);
            engine.send(SERVICE, 1, 20);
            awaitReceipts(20);
        }
        assertThat(early).isFalse();
        assertThat(engine.receipts()).allSatisfy(receipt -> {
            assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED);
            assertThat(receipt.getAttempt()).isEqualTo(1);
            assertThat(receipt.getPossibleDuplicate()).isFalse();
        });
        assertThat(gateway.counts().values().stream().filter(count -> count > 1))
                .hasSize(1);
    }

    @Test
    void putsAMessageToABusyAddressOffAndGoesOn() {
        List<Long> tries = new CopyOnWriteArrayList<>();
        gateway.answers(dispatch -> {
            if (dispatch.attempt().equals(TestEngine.attempt(0))) {
                tries.add(System.nanoTime());
                return Outcome.addressBusy("smpp-0x14");
            }
            return Outcome.accepted("x");
        });
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
            eventually().until(() -> tries.size() == 1);
            for (int from = 1; from < 400; from += 57) {
                engine.send(SERVICE, from, from + 57);
                int sent = from + 56;
                eventually().until(() -> engine.receipts().size() >= sent);
            }
            eventually().until(() -> tries.size() == 2);
            assertThat(tries.get(1) - tries.get(0))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
        }
        assertThat(engine.receiptLines()).allMatch(line -> line.endsWith(" ACCEPTED"));
    }

    @Test
    void putsAMessageOffThatTheGatewayHoldsBack() {
        gateway.answers(dispatch -> dispatch.attempt().equals(TestEngine.attempt(0))
                        && !gateway.counts().containsKey(TestEngine.attempt(5))
                ? Outcome.held("domain-held", Duration.ofMillis(200))
                : Outcome.accepted("x"));
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
            eventually().until(() -> gateway.counts().containsKey(TestEngine.attempt(0)));
            engine.send(SERVICE, 1, 6);
            awaitReceipts(6);
        }
        assertThat(engine.receiptLines()).hasSize(6).allMatch(line -> line.endsWith(" ACCEPTED"));
        assertThat(engine.receipts()).allMatch(receipt -> receipt.getAttempt() == 1);
    }

    @Test
    void givesAMessageBackThatCannotBeTriedBeforeItsEnd() {
        Instant begin = Instant.now();
        gateway.answers(_ -> Outcome.held("domain-held", Duration.ofSeconds(5)));
        engine.send(SERVICE, TestEngine.sms(0).setDeliverBefore(begin.plusSeconds(4)));
        engine.send(SERVICE, 1, 1);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
            awaitReceipts(1);
        }
        assertThat(engine.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED);
            assertThat(receipt.getFailure()).isEqualTo(FailureKind.temporary);
            assertThat(receipt.getCode()).isEqualTo("domain-held");
            assertThat(receipt.getRetryAt()).isAfter(begin.plusSeconds(4));
        });
        assertThat(gateway.counts()).containsEntry(TestEngine.attempt(0), 1);
    }

    /** The engine waits better than a sender: it knows quiet hours and fallbacks. */
    @Test
    void givesAMessageBackWhoseAddressIsBusyForTenMinutes() {
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        gateway.answers(_ -> Outcome.held("domain-held", Duration.ofMillis(200)));
        engine.send(SERVICE, 0, 1);
        try (RunningLane _ = RunningLane.instance(
                engine.settings(), SERVICE, "one", () -> Instant.now().plus(passed.get()), gateway)) {
            awaitTries(2);
            passed.set(Duration.ofMinutes(9));
            awaitTries(gateway.received().size() + 2);
            assertThat(engine.receipts()).isEmpty();
            passed.set(Duration.ofMinutes(10));
            awaitReceipts(1);
        }
        assertThat(engine.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED);
            assertThat(receipt.getFailure()).isEqualTo(FailureKind.temporary);
            assertThat(receipt.getCode()).isEqualTo("domain-held");
            assertThat(receipt.getRetryAt()).isNotNull();
        });
    }

    private void awaitTries(int count) {
        eventually().until(() -> gateway.received().size() >= count);
    }

    @Test
    void seesTheEndOfAMessageWhileItsGatewayIsBusyForLong() {
        gateway.answers(_ -> Outcome.busy("quota", Duration.ofMinutes(9)));
        engine.send(SERVICE, TestEngine.sms(0).setDeliverBefore(Instant.now().plusSeconds(2)));
        engine.send(SERVICE, 1, 3);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
            awaitReceipts(1);
            assertThat(gateway.counts().values()).containsOnly(1);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 EXPIRED");
    }

    @Test
    void losesNothingToAGatewayThatRefusesEverybodyForAWhile() {
        AtomicBoolean wrong = new AtomicBoolean(true);
        gateway.answers(_ -> wrong.get() ? Outcome.busy("smpp-0x0E") : Outcome.accepted("x"));
        engine.send(SERVICE, 0, 300);
        try (RunningLane lane = RunningLane.of(engine.settings(), SERVICE, gateway)) {
            eventually().until(() -> gateway.received().size() >= 12);
            assertThat(lane.status().waiting()).isLessThanOrEqualTo(300);
            assertThat(engine.receipts()).isEmpty();
            wrong.set(false);
            awaitReceipts(300);
        }
        assertThat(engine.receiptLines()).hasSize(300).allMatch(line -> line.endsWith(" ACCEPTED"));
    }

    private void awaitReceipts(int count) {
        eventually().until(() -> engine.receipts().size() >= count);
    }
}
