package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sms.metrics.SmsMetrics;
import dev.vestnik.sms.receipts.SubmittedPart;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowAnswersTest {
    /** Four parts in the default alphabet. */
    private static final String LONG = "Your order comes today. ".repeat(24);

    @Test
    void waitsForAnAnswerForMinutes() throws Exception {
        assertThat(TestGateway.at(1).grace()).isEqualTo(Duration.ofMinutes(2));
        try (ScriptedCentre centre = new ScriptedCentre(
                        (submit, wire) -> CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS)
                                .execute(() -> answer(wire, submit, "42")));
                SmppGateway gateway = gateway(centre)) {
            assertThat(gateway.send(Dispatches.any(), () -> true))
                    .isEqualTo(new Outcome.Accepted(List.of("42"), 1, List.of(), null));
        }
    }

    @Test
    void leavesATextInDoubtWhenTheGraceIsOver() throws Exception {
        try (ScriptedCentre centre = new ScriptedCentre((_, _) -> {});
                SmppGateway gateway = gateway(centre, "grace", "200ms")) {
            assertThat(gateway.send(Dispatches.any(), () -> true)).isEqualTo(new Outcome.Unknown("no answer in time"));
        }
    }

    /** No answer comes over a lost connection: nobody waits for it. */
    @Test
    @Timeout(20)
    void leavesATextInDoubtAtOnceWhenTheConnectionIsLost() throws Exception {
        try (ScriptedCentre centre = new ScriptedCentre((_, wire) -> wire.cut());
                SmppGateway gateway = gateway(centre)) {
            assertThat(gateway.send(Dispatches.any(), () -> true)).isEqualTo(new Outcome.Unknown("connection lost"));
        }
    }

    @Test
    void keepsTheIdsOfTakenPartsOfATextInDoubt() throws Exception {
        AtomicInteger submits = new AtomicInteger();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    int part = submits.incrementAndGet();
                    if (part != 3) {
                        answer(wire, submit, String.valueOf(part));
                    }
                });
                SmppGateway gateway = gateway(centre, "grace", "300ms")) {
            Dispatch dispatch = text(LONG);
            Outcome outcome = gateway.send(dispatch, () -> true);
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
            assertThat(gateway.closingRecords(dispatch, new Outcome.Unknown("the provider cannot tell")))
                    .extracting(ClosingRecord::key)
                    .containsExactly("main/1", "main/2", "main/4");
            assertThat(gateway.closingRecords(dispatch, outcome)).isEmpty();
        }
    }

    @Test
    void keepsTheIdsOfTakenPartsOfARefusedText() throws Exception {
        AtomicInteger submits = new AtomicInteger();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    int part = submits.incrementAndGet();
                    if (part < 3) {
                        answer(wire, submit, String.valueOf(part));
                    } else {
                        wire.answer(submit, 0x01, new byte[0]);
                    }
                });
                SmppGateway gateway = gateway(centre)) {
            Dispatch dispatch = text(LONG);
            Outcome outcome = gateway.send(dispatch, () -> true);
            assertThat(outcome).isEqualTo(Outcome.permanent("smpp-0x01"));
            assertThat(gateway.closingRecords(dispatch, outcome))
                    .extracting(ClosingRecord::key)
                    .containsExactly("main/1", "main/2");
        }
    }

    @Test
    void finishesATextWhosePartIsRefusedForNow() throws Exception {
        AtomicInteger submits = new AtomicInteger();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    int number = submits.incrementAndGet();
                    if (number == 3) {
                        wire.answer(submit, 0x45, new byte[0]);
                    } else {
                        answer(wire, submit, String.valueOf(number));
                    }
                });
                SmppGateway gateway = gateway(centre)) {
            assertThat(gateway.send(text(LONG), () -> true))
                    .isEqualTo(new Outcome.Accepted(List.of("1", "2", "4", "5"), 4, List.of(), null));
        }
    }

    /** A second attempt would show its parts again, and be charged again. */
    @ParameterizedTest
    @CsvSource({"0x58, smpp-0x58, false", "0x14, smpp-incomplete, true", "0x45, smpp-incomplete, true"})
    void leavesATextInDoubtWhoseRestTheCentreDoesNotTake(String status, String cause, boolean isWell) throws Exception {
        AtomicInteger submits = new AtomicInteger();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    int number = submits.incrementAndGet();
                    if (number < 3) {
                        answer(wire, submit, String.valueOf(number));
                    } else {
                        wire.answer(submit, Integer.decode(status), new byte[0]);
                    }
                });
                SmppGateway gateway = gateway(centre, "grace", "300ms")) {
            Dispatch dispatch = text(LONG);
            Outcome.Unknown outcome = (Outcome.Unknown) gateway.send(dispatch, () -> true);
            assertThat(outcome.cause()).isEqualTo(cause);
            assertThat(gateway.isAnswered(outcome))
                    .as("one number's refusal opens no circuit")
                    .isEqualTo(isWell);
            assertThat(gateway.closingRecords(dispatch, new Outcome.Unknown("the provider cannot tell")))
                    .extracting(ClosingRecord::key)
                    .containsExactly("main/1", "main/2");
        }
    }

    @Test
    void letsNoReceiptOfAPartDecideForATextThatIsNotWhole() throws Exception {
        AtomicInteger submits = new AtomicInteger();
        try (ScriptedCentre centre = new ScriptedCentre((submit, wire) -> {
                    if (submits.incrementAndGet() == 1) {
                        answer(wire, submit, "1");
                    } else {
                        wire.answer(submit, 0x58, new byte[0]);
                    }
                });
                SmppGateway gateway = gateway(centre, "grace", "300ms", "receipts-per", "message")) {
            Dispatch dispatch = text(LONG);
            assertThat(gateway.closingRecords(dispatch, gateway.send(dispatch, () -> true)))
                    .isEmpty();
        }
    }

    /** The centre may report under any of the ids. */
    @Test
    void letsAnyReceiptDecideWhereTheGatewayReportsOnceAMessage() throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = gateway(centre, "receipts-per", "message")) {
            Dispatch dispatch = text(LONG);
            Outcome outcome = gateway.send(dispatch, () -> true);
            assertThat(gateway.closingRecords(dispatch, outcome))
                    .hasSize(4)
                    .allSatisfy(record -> assertThat(record.value())
                            .isEqualTo(wholeText(dispatch, record.key().substring("main/".length()))
                                    .value()));
        }
    }

    private static ClosingRecord wholeText(Dispatch dispatch, String id) {
        return SubmittedPart.records(dispatch, "main", new TreeMap<>(Map.of(0, id)), 1)
                .getFirst();
    }

    private static void answer(ScriptedCentre.Wire wire, ScriptedCentre.Pdu submit, String id) {
        try {
            wire.answer(submit, 0, ScriptedCentre.id(id));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Dispatch text(String text) {
        return text("+79161234567", text);
    }

    static Dispatch text(String to, String text) {
        Dispatch any = Dispatches.any();
        return new Dispatch(
                any.attempt(),
                any.customer(),
                any.messageClass(),
                any.origin(),
                new Content.Sms(to, null, text),
                any.deliverBefore(),
                false);
    }

    private static SmppGateway gateway(ScriptedCentre centre, String... more) {
        InboundSink none = _ -> CompletableFuture.completedFuture(null);
        SmppGateway gateway = new SmppGateway(
                TestGateway.at(centre.port(), more),
                new Deliveries("main", none, new SmsMetrics(new SimpleMeterRegistry())),
                InstantSource.system());
        await().until(() -> gateway.health().up());
        return gateway;
    }
}
