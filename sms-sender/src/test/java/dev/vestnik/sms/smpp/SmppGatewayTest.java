package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sms.smpp.GatewaySettings.IdForm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
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
                        new SmppGateway(settings(centre.port()), new NothingComes(), InstantSource.system())) {
            await().until(() -> gateway.health().up());
            Dispatch dispatch = Dispatches.any();
            Outcome outcome = gateway.send(dispatch, () -> true);
            assertThat(gateway.closingRecords(dispatch, outcome))
                    .hasSameSizeAs(((Outcome.Accepted) outcome).providerIds());
            return outcome;
        }
    }

    private static GatewaySettings settings(int port) {
        return new GatewaySettings(
                "main",
                "127.0.0.1",
                port,
                false,
                "vestnik",
                "secret",
                "",
                "VESTNIK",
                10,
                0,
                Duration.ofSeconds(10),
                IdForm.TEXT,
                IdForm.TEXT,
                "main");
    }

    private static final class NothingComes implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliver) {}

        @Override
        public void onAcceptAlertNotification(AlertNotification notification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) {
            throw new IllegalStateException("the centre sends none");
        }
    }
}
