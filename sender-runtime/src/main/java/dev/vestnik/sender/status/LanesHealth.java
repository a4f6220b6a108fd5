package dev.vestnik.sender.status;

import dev.vestnik.sender.lane.Lanes;
import dev.vestnik.sender.status.SenderStatus.GatewayView;
import dev.vestnik.sender.status.SenderStatus.RefusalView;
import dev.vestnik.sender.status.SenderStatus.SettingsView;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Reports up when the lanes have their partitions and the revocations are read; a lane without a gateway counts as waiting. */
final class LanesHealth implements HealthIndicator {
    private final StatusReader status;
    private final Lanes lanes;

    LanesHealth(StatusReader status, Lanes lanes) {
        this.status = status;
        this.lanes = lanes;
    }

    @Override
    public Health health() {
        SenderStatus now = status.read();
        Health.Builder health = now.ready() ? Health.up() : Health.outOfService();
        String refusal = lanes.refusal();
        if (refusal != null) {
            health.down().withDetail("refused", refusal);
        }
        now.lanes()
                .forEach(lane -> health.withDetail(
                        lane.lane(), lane.cause() == null ? lane.state() : lane.state() + ": " + lane.cause()));
        now.gateways().forEach(gateway -> health.withDetail("gateway " + gateway.name(), words(gateway)));
        health.withDetail("settings", words(now.settings()));
        return health.build();
    }

    /** A refused change is told and nothing more: the sender works with the settings before it. */
    private static String words(SettingsView settings) {
        String words = settings.revision() + " since " + settings.since();
        RefusalView refused = settings.refused();
        String change = refused == null
                ? ""
                : ", a change was refused at " + refused.at() + ": " + String.join("; ", refused.faults());
        String restart = settings.restart().isEmpty() ? "" : ", a restart is needed for " + settings.restart();
        String leaving = settings.leaving().isEmpty() ? "" : ", leaving " + settings.leaving();
        return words + change + restart + leaving;
    }

    private static String words(GatewayView gateway) {
        String words = gateway.detail() + ", circuit " + gateway.circuit();
        return gateway.trouble() == null ? words : words + ", " + gateway.trouble();
    }
}
