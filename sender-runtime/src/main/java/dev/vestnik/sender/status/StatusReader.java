package dev.vestnik.sender.status;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.LaneStatus;
import dev.vestnik.sender.lane.Lanes;
import dev.vestnik.sender.revocation.Revocations;
import dev.vestnik.sender.status.SenderStatus.GatewayView;
import dev.vestnik.sender.status.SenderStatus.LaneGateway;
import dev.vestnik.sender.status.SenderStatus.LaneView;
import dev.vestnik.sender.status.SenderStatus.TroubleView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the states of lanes and gateways together. */
final class StatusReader {
    private static final int LANES = 3;

    private final Route route;
    private final GuardedRoute guarded;
    private final Lanes lanes;
    private final Revocations revocations;

    StatusReader(Route route, GuardedRoute guarded, Lanes lanes, Revocations revocations) {
        this.route = route;
        this.guarded = guarded;
        this.lanes = lanes;
        this.revocations = revocations;
    }

    SenderStatus read() {
        List<LaneStatus> statuses = lanes.status();
        boolean ready =
                statuses.size() == LANES && statuses.stream().allMatch(LaneStatus::isReady) && revocations.isCaughtUp();
        return new SenderStatus(
                route.channel().name(),
                ready,
                statuses.stream().map(this::view).toList(),
                route.gateways().stream().map(this::view).toList());
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
                        .map(gateway -> new LaneGateway(gateway.name(), circuit(gateway)))
                        .toList());
    }

    private GatewayView view(Gateway gateway) {
        GatewayHealth health = gateway.health();
        return new GatewayView(
                gateway.name(),
                health.up(),
                health.detail(),
                circuit(gateway),
                guarded(gateway).map(GuardedGateway::window).orElse(0),
                gateway.limits().window(),
                gateway.limits().rate(),
                guarded(gateway)
                        .map(GuardedGateway::trouble)
                        .map(trouble -> new TroubleView(trouble.code(), trouble.since()))
                        .orElse(null));
    }

    private Optional<GuardedGateway> guarded(Gateway gateway) {
        return guarded.named(gateway.name());
    }

    private String circuit(Gateway gateway) {
        return guarded(gateway)
                .map(GuardedGateway::circuitState)
                .map(StatusReader::word)
                .orElse("unknown");
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
