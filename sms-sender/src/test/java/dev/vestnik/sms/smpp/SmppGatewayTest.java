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
        Incoming none = _ -> CompletableFuture.failedFuture(new IllegalStateException("the centre sends none"));
        return new Deliveries("main", none, new SmsMetrics(new SimpleMeterRegistry()));
    }
}
