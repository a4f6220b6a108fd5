package dev.vestnik.sender;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.settings.SettingsReader;
import java.util.List;
import java.util.TreeMap;

/** Gateways that a test has made, whatever the settings say. */
public record FixedPlan(ChannelName channel, List<Gateway> gateways) implements GatewayPlanner {

    @Override
    public RoutePlan plan(SettingsReader settings) {
        return new RoutePlan(
                gateways.stream()
                        .map(gateway -> new GatewayPlan(
                                gateway.name(),
                                new TreeMap<>(),
                                gateway.limits().rate(),
                                () -> gateway))
                        .toList(),
                RouteRules.inOrder(gateways),
                new TreeMap<>());
    }
}
