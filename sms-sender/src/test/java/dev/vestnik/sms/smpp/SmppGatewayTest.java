package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmppGatewayTest {
    @Test
    void givesTheCentresId() throws Exception {
        assertThat(sent(new byte[] {'4', '2', 0})).isEqualTo(new Outcome.Accepted(List.of("42"), 1, List.of(), null));
    }

    /** Some centres leave the id out where no receipt was asked for, or the whole body. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void acceptsATextThatTheCentreTookWithoutAnId(int bodyLength) throws Exception {
        assertThat(sent(new byte[bodyLength])).isEqualTo(new Outcome.Accepted(List.of(), 1, List.of(), null));
    }

    @Test
    void refusesWhatNoPhoneCanTake() throws Exception {
        assertThat(outcome("7".repeat(20), "Hello")).isEqualTo(Outcome.deadAddress("bad-number"));
        assertThat(outcome("+7916", "Hello")).isEqualTo(Outcome.deadAddress("bad-number"));
        assertThat(outcome("+99912345678", "Hello")).isEqualTo(Outcome.deadAddress("bad-number"));
        assertThat(outcome("+7916\n1234567", "Hello")).isEqualTo(Outcome.deadAddress("bad-number"));
        assertThat(outcome("+79161234567", " \n ")).isEqualTo(Outcome.permanent("empty-text"));
        assertThat(outcome("+79161234567", "x".repeat(10_000))).isEqualTo(Outcome.permanent("too-long"));
        assertThat(outcome("+79161234567", "x".repeat(1531))).isEqualTo(Outcome.permanent("too-long"));
    }

    @Test
    void takesTenPartsAndTextsFromRightToLeft() throws Exception {
        assertThat(outcome("+79161234567", "x".repeat(1530)))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        ten -> assertThat(ten.segments()).isEqualTo(10));
        assertThat(outcome("+972541234567", "ההזמנה שלך בדרך")).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcome("+79161234567", "مرحبا")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void countsWhatIsCharged() throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway =
                        new SmppGateway(TestGateway.at(centre.port()), nothingComes(), InstantSource.system())) {
            assertThat(gateway.units(SlowAnswersTest.text("Hello"))).isEqualTo(1);
            assertThat(gateway.units(SlowAnswersTest.text("я".repeat(71)))).isEqualTo(2);
            assertThat(gateway.units(SlowAnswersTest.text("x".repeat(10_000)))).isEqualTo(1);
        }
    }

    private static Outcome outcome(String to, String text) throws Exception {
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway =
                        new SmppGateway(TestGateway.at(centre.port()), nothingComes(), InstantSource.system())) {
            await().until(() -> gateway.health().up());
            return gateway.send(SlowAnswersTest.text(to, text), () -> true);
        }
    }

    private static Outcome sent(byte[] answer) throws Exception {
        try (ScriptedCentre centre = new ScriptedCentre(answer);
                SmppGateway gateway =
                        new SmppGateway(TestGateway.at(centre.port()), nothingComes(), InstantSource.system())) {
            await().until(() -> gateway.health().up());
            Dispatch dispatch = Dispatches.any();
            Outcome outcome = gateway.send(dispatch, () -> true);
            assertThat(gateway.closingRecords(dispatch, outcome))
                    .hasSameSizeAs(((Outcome.Accepted) outcome).providerIds());
            return outcome;
        }
    }

    private static Deliveries nothingComes() {
        InboundSink none = _ -> CompletableFuture.failedFuture(new IllegalStateException("the centre sends none"));
        return new Deliveries("main", none, new SmsMetrics(new SimpleMeterRegistry()));
    }
}
