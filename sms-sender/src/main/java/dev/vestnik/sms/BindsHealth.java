package dev.vestnik.sms;

import dev.vestnik.sender.live.LiveRoute;
import dev.vestnik.sms.smpp.SmppGateway;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Reports a sender as not ready whose bind a centre refuses: a wrong password must end a roll-out, not a night. */
final class BindsHealth implements HealthIndicator {
    private final LiveRoute route;

    BindsHealth(LiveRoute route) {
        this.route = route;
    }

    @Override
    public Health health() {
        TreeMap<String, Object> refusals = new TreeMap<>();
        route.route().gateways().stream()
                .filter(SmppGateway.class::isInstance)
                .map(SmppGateway.class::cast)
                .forEach(gateway ->
                        gateway.refusal().ifPresent(refusal -> refusals.put("gateway " + gateway.name(), refusal)));
        Health.Builder health = refusals.isEmpty() ? Health.up() : Health.outOfService();
        return health.withDetails(refusals).build();
    }
}
