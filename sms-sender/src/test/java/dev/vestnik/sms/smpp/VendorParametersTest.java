package dev.vestnik.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The parameters of a submit in the vendors' range, which mean something else at every vendor. */
class VendorParametersTest {
    private static final byte MARK = 0x14;

    @Test
    void sendsNoneWhereTheGatewayDoesNotSaySo() throws Exception {
        assertThat(submitted(Dispatches.any())).doesNotContain(latin1(new byte[] {MARK, 0}));
    }

    @Test
    void sendsItsTagsWhereTheGatewaySaysSo() throws Exception {
        Dispatch dispatch = Dispatches.any();
        assertThat(submitted(dispatch, "tags", "true"))
                .contains(parameter(0x1400, dispatch.attempt().messageId().toString()))
                .contains(parameter(0x1401, "order-shipped"))
                .contains(parameter(0x1402, "1"));
    }

    /** The registration of senders and templates in India. */
    @Test
    void sendsTheRegistrationsOfSenderAndTemplate() throws Exception {
        assertThat(submitted(
                        Dispatches.any(),
                        "parameters.0x1400",
                        "1101456700000012345",
                        "parameters.5121",
                        "{template}",
                        "templates.order-shipped",
                        "1107161234567890123"))
                .contains(parameter(0x1400, "1101456700000012345"))
                .contains(parameter(0x1401, "1107161234567890123"));
    }

    @Test
    void leavesTheRegistrationOfAnUnknownTemplateOut() throws Exception {
        assertThat(submitted(Dispatches.any(), "parameters.0x1401", "{template}"))
                .doesNotContain(latin1(new byte[] {MARK, 1}));
    }

    @Test
    void refusesParametersThatAreNone() {
        assertThatThrownBy(() -> TestGateway.at(1, "parameters.entity", "1"))
                .rootCause()
                .hasMessageContaining("parameters");
        assertThatThrownBy(() -> TestGateway.at(1, "parameters.0x1400", "1", "tags", "true"))
                .rootCause()
                .hasMessageContaining("tags");
    }

    private static String submitted(Dispatch dispatch, String... more) throws Exception {
        InboundSink none = _ -> CompletableFuture.completedFuture(null);
        try (ScriptedCentre centre = ScriptedCentre.counting();
                SmppGateway gateway = new SmppGateway(
                        TestGateway.at(centre.port(), more),
                        new Deliveries("main", none, new SmsMetrics(new SimpleMeterRegistry())),
                        InstantSource.system())) {
            await().until(() -> gateway.health().up());
            gateway.send(dispatch, () -> true);
            return latin1(centre.received(ScriptedCentre.SUBMIT_SM).getLast().body());
        }
    }

    private static String parameter(int tag, String value) {
        return latin1(ScriptedCentre.parameter(tag, value.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
