package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.report.TestLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PlatformGatewaysTest {
    private static final Content.Device HUAWEI = new Content.Device(PushPlatform.huawei, "hms-token");
    private static final Content.Device RUSTORE = new Content.Device(PushPlatform.rustore, "vk-token");

    private final PlatformGateways gateways = new PlatformGateways(
            new PushMetrics(new SimpleMeterRegistry()), TestLinks.in(ChannelName.PUSH), () -> Pushes.NOW);

    @Test
    void givesEachPlatformAGatewayOfItsOwn() throws Exception {
        List<Gateway> all = List.of(
                gateways.phones(
                        PushPlatform.huawei, new Answering(new DeviceOutcome.Taken("h")), new GatewayLimits(100, 0)),
                gateways.phones(
                        PushPlatform.rustore,
                        new Answering(DeviceOutcome.gone("rustore-NOT_FOUND")),
                        new GatewayLimits(7, 3)));
        assertThat(all).extracting(Gateway::name).containsExactly("push-huawei", "push-rustore");
        assertThat(all.getFirst().limits()).isEqualTo(new GatewayLimits(100, 0));
        assertThat(all.getLast().limits()).isEqualTo(new GatewayLimits(7, 3));
        assertThat(all.getFirst().send(dispatch(HUAWEI, RUSTORE), () -> true)).isEqualTo(Outcome.accepted("h"));
        assertThat(all.getLast().send(dispatch(HUAWEI, RUSTORE), () -> true))
                .asString()
                .contains("rustore-NOT_FOUND", "DeadToken[token=vk-token, since=null]");
        for (Gateway gateway : all) {
            gateway.close();
        }
    }

    @Test
    void sendsAMessageForOnePlatformByItsGateway() {
        Set<PushPlatform> served = Set.of(PushPlatform.huawei, PushPlatform.rustore);
        assertThat(Devices.gateway(dispatch(HUAWEI), served)).isEqualTo("push-huawei");
        assertThat(Devices.gateway(dispatch(RUSTORE), served)).isEqualTo("push-rustore");
        assertThat(Devices.gateway(dispatch(HUAWEI, RUSTORE), served)).isEqualTo(Devices.ALL);
    }

    private static Dispatch dispatch(Content.Target... devices) {
        return Pushes.dispatch(Pushes.content(devices), MessageClass.service);
    }

    private record Answering(DeviceOutcome outcome) implements Platform<Content.Device> {
        @Override
        public DeviceOutcome push(Content.Device target, Notice notice, BooleanSupplier mayStart) {
            return outcome;
        }

        @Override
        public int bytes(Notice notice) {
            return 1;
        }

        @Override
        public int mostBytes() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
