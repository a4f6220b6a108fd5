package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Garbage in the topics that a lane reads is set aside with its cause, once, and the lane goes on. */
class PoisonTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final Lane BULK = new Lane(ChannelName.SMS, MessageClass.marketing);
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);
    private static final byte[] READABLE = AttemptCodec.write(List.of(new Closed(3, new Attempt(new UUID(1, 2), 1))));

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 1);
    private final RecordingGateway gateway = new RecordingGateway("one", 20, 0);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void setsForeignAttemptsAsideOnceAndDoubtsNoMessage() {
        Topic attempts = BULK.attempts();
        engine.writeRaw(attempts, 0, null, JUNK)
                .writeRaw(attempts, 0, null, null)
                .writeRaw(attempts, 0, null, new byte[0])
                .writeRaw(attempts, 0, "main/c0".getBytes(StandardCharsets.UTF_8), READABLE)
                .writeRaw(attempts, 0, null, "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        engine.send(BULK, 0, 3);
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(3);
        }
        engine.send(BULK, 3, 4);
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(4);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED", "c1 ACCEPTED", "c2 ACCEPTED", "c3 ACCEPTED");
        assertThat(reasons(attempts)).hasSize(5).containsOnly("foreign");
    }

    @Test
    void setsAsideUnreadableAttemptsThatArriveWhileTheLaneRuns() {
        engine.send(BULK, 0, 1);
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(1);
            engine.writeRaw(BULK.attempts(), 0, null, JUNK).writeRaw(BULK.attempts(), 0, null, cut(READABLE));
            engine.send(BULK, 1, 2);
            awaitReceipts(2);
            eventually().until(() -> reasons(BULK.attempts()).size() == 2);
        }
        engine.send(BULK, 2, 3);
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(3);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED", "c1 ACCEPTED", "c2 ACCEPTED");
        assertThat(reasons(BULK.attempts())).containsExactlyInAnyOrder("foreign", "unreadable");
    }

    @Test
    void setsAsideAnAcceptedMessageWhoseReceiptIsTooLarge() {
        String endless = "9".repeat(1_100_000);
        gateway.answers(dispatch ->
                dispatch.customer().customerId().equals("c0") ? Outcome.accepted(endless) : Outcome.accepted("1"));
        engine.send(SERVICE, 0, 2);
        try (RunningLane lane = run(SERVICE)) {
            awaitReceipts(2);
            assertThat(lane.restarts()).isZero();
        }
        assertThat(engine.receiptLines()).containsExactly("c0 IN_DOUBT", "c1 ACCEPTED");
        assertThat(reasons(SERVICE.messages())).containsExactly("end-not-written");
    }

    @Test
    void sendsAServiceMessageInDoubtAfterAnUnreadableAttemptAndMarksIt() {
        engine.send(SERVICE, 0, 3).writeRaw(SERVICE.attempts(), 0, null, cut(READABLE));
        try (RunningLane lane = run(SERVICE)) {
            awaitReceipts(3);
            assertThat(lane.status().isReady()).isTrue();
        }
        assertThat(engine.receiptLines()).containsExactly("c0 ACCEPTED+", "c1 ACCEPTED+", "c2 ACCEPTED+");
        assertThat(gateway.received()).hasSize(3).allMatch(dispatch -> dispatch.possibleDuplicate());
        assertThat(reasons(SERVICE.attempts())).containsExactly("unreadable");
    }

    @Test
    void leavesAMarketingMessageInDoubtAfterAnUnreadableAttempt() {
        engine.send(BULK, 0, 3).writeRaw(BULK.attempts(), 0, null, new byte[] {2, 1, 0});
        try (RunningLane _ = run(BULK)) {
            awaitReceipts(3);
        }
        assertThat(engine.receiptLines()).containsExactly("c0 IN_DOUBT", "c1 IN_DOUBT", "c2 IN_DOUBT");
        assertThat(gateway.received()).isEmpty();
        assertThat(reasons(BULK.attempts())).containsExactly("unreadable");
    }

    @Test
    void setsAsideImpossibleNumbersAndSendsDespiteImpossibleTimes() {
        Instant longAgo = Instant.ofEpochMilli(Long.MIN_VALUE);
        Instant never = Instant.ofEpochMilli(Long.MAX_VALUE);
        engine.send(SERVICE, TestEngine.sms(0).setAttempt(-1));
        engine.send(SERVICE, TestEngine.sms(0).setMessageId("1-1-1-1-1"));
        engine.send(SERVICE, TestEngine.sms(1).setCausedAt(longAgo).setDeliverBefore(never));
        engine.send(SERVICE, TestEngine.sms(2).setCausedAt(never).setDeliverBefore(never));
        engine.send(SERVICE, 3, 5);
        try (RunningLane lane = run(SERVICE)) {
            awaitReceipts(4);
            assertThat(lane.restarts()).isZero();
        }
        assertThat(engine.receiptLines()).containsExactly("c1 ACCEPTED", "c2 ACCEPTED", "c3 ACCEPTED", "c4 ACCEPTED");
        assertThat(reasons(SERVICE.messages())).containsExactly("invalid", "invalid");
    }

    @Test
    void setsAsideARecordThatFailsTwice() {
        AtomicInteger failures = new AtomicInteger(2);
        InstantSource clock = () -> {
            if (Thread.currentThread().getName().startsWith("lane-") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not really");
            }
            return Instant.now();
        };
        engine.send(SERVICE, 0, 1);
        try (RunningLane lane = RunningLane.instance(engine.settings(), SERVICE, "one", clock, gateway)) {
            eventually().until(() -> !reasons(SERVICE.messages()).isEmpty());
            engine.send(SERVICE, 1, 2);
            awaitReceipts(2);
            assertThat(lane.restarts()).isZero();
        }
        assertThat(reasons(SERVICE.messages())).containsExactly("breaks-the-lane");
        assertThat(engine.receiptLines()).containsExactly("c0 FAILED", "c1 ACCEPTED");
    }

    private static byte[] cut(byte[] value) {
        return Arrays.copyOf(value, value.length - 1);
    }

    private List<String> reasons(Topic topic) {
        return engine.read(Topics.deadLetters(topic)).stream()
                .map(record ->
                        new String(record.headers().lastHeader("vestnik-reason").value(), StandardCharsets.UTF_8))
                .toList();
    }

    private RunningLane run(Lane lane) {
        return RunningLane.of(engine.settings(), lane, gateway);
    }

    private void awaitReceipts(int count) {
        eventually().until(() -> engine.receipts().size() >= count);
    }
}
