package dev.vestnik.sender.status;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.gateway.Trouble;
import dev.vestnik.sender.lane.LaneStatus;
import dev.vestnik.sender.lane.Lanes;
import dev.vestnik.sender.live.LiveSettings;
import dev.vestnik.sender.live.SettingsInForce;
import dev.vestnik.sender.revocation.Revocations;
import dev.vestnik.sender.status.SenderStatus.GatewayView;
import dev.vestnik.sender.status.SenderStatus.LaneGateway;
import dev.vestnik.sender.status.SenderStatus.LaneView;
import dev.vestnik.sender.status.SenderStatus.RefusalView;
import dev.vestnik.sender.status.SenderStatus.SettingsView;
import dev.vestnik.sender.status.SenderStatus.TroubleView;
import dev.vestnik.service.settings.SettingFault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the states of lanes and gateways together. */
final class StatusReader {
    private static final int LANES = 3;

    private final ChannelName channel;
    private final LiveSettings settings;
    private final GuardedRoute route;
    private final Lanes lanes;
    private final Revocations revocations;

    StatusReader(ChannelName channel, LiveSettings settings, Lanes lanes, Revocations revocations) {
        this.channel = channel;
        this.settings = settings;
        this.route = settings.route().guarded();
        this.lanes = lanes;
        this.revocations = revocations;
    }

    SenderStatus read() {
        List<LaneStatus> statuses = lanes.status();
        boolean ready =
                statuses.size() == LANES && statuses.stream().allMatch(LaneStatus::isReady) && revocations.isCaughtUp();
        return new SenderStatus(
                channel.name(),
                ready,
                statuses.stream().map(this::view).toList(),
                route.gateways().stream().map(StatusReader::view).toList(),
                settings());
    }

    private SettingsView settings() {
        SettingsInForce now = settings.inForce();
        return new SettingsView(
                now.revision(),
                now.since(),
                view(now.refused()),
                now.restart(),
                settings.route().leaving());
    }

    private static @Nullable RefusalView view(SettingsInForce.@Nullable Refusal refused) {
        return refused == null
                ? null
                : new RefusalView(
                        refused.at(),
                        refused.faults().stream().map(SettingFault::toString).toList());
    }

    private LaneView view(LaneStatus status) {
        return new LaneView(
                status.lane().name(),
                status.lane().messageClass(),
                word(status.state()),
                status.partitions(),
                status.lag(),
                status.inFlight(),
                status.waiting(),
                status.cause(),
                route.serving(status.lane().messageClass()).stream()
                        .map(gateway -> new LaneGateway(gateway.gateway().name(), word(gateway.circuitState())))
                        .toList());
    }

    private static GatewayView view(GuardedGateway gateway) {
        GatewayHealth health = gateway.gateway().health();
        Trouble trouble = gateway.trouble();
        return new GatewayView(
                gateway.gateway().name(),
                health.up(),
                health.detail(),
                word(gateway.circuitState()),
                gateway.window(),
                gateway.limits().window(),
                gateway.limits().rate(),
                gateway.instances(),
                trouble == null ? null : new TroubleView(trouble.code(), trouble.since()));
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
