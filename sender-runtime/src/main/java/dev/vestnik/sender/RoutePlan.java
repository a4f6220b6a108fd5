package dev.vestnik.sender;

import java.util.List;
import java.util.SortedMap;

/**
 * A channel's gateways and rules as they are configured.
 *
 * @param gateways in order of preference
 * @param routes the settings that the rules were made from
 */
public record RoutePlan(List<GatewayPlan> gateways, RouteRules rules, SortedMap<String, String> routes) {
    public RoutePlan {
        gateways = List.copyOf(gateways);
    }
}
