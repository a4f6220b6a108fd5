package dev.vestnik.push;

import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.service.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Plans a gateway for each platform with credentials, and one for messages to several. */
record PushPlanner(PlatformGateways gateways, Legs legs) implements GatewayPlanner {

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public RoutePlan plan(SettingsReader settings) {
        PushSettings push = PushSettings.read(settings);
        if (push == null || !push.hasPlatform()) {
            return new RoutePlan(List.of(), _ -> List.of(), new TreeMap<>());
        }
        Set<PushPlatform> served = push.served();
        List<GatewayPlan> plans = new ArrayList<>(platforms(push, settings));
        plans.add(devices(push));
        return new RoutePlan(
                plans, dispatch -> List.of(Devices.gateway(dispatch, served)), sorted("served", served.toString()));
    }

    private List<GatewayPlan> platforms(PushSettings push, SettingsReader settings) {
        List<GatewayPlan> plans = new ArrayList<>();
        if (push.apns() != null) {
            plans.add(plan(
                    PushPlatform.ios,
                    push,
                    settings.snapshot("vestnik.push.apns"),
                    () -> gateways.ios(push.apns(), push.limits(PushPlatform.ios))));
        }
        if (push.fcm() != null) {
            plans.add(plan(
                    PushPlatform.android,
                    push,
                    settings.snapshot("vestnik.push.fcm"),
                    () -> gateways.android(push.fcm(), push.limits(PushPlatform.android))));
        }
        if (push.web() != null) {
            push.web().makeKeysIfMissing(); // the snapshot is to hold what the gateway will have
            plans.add(plan(
                    PushPlatform.web,
                    push,
                    settings.snapshot("vestnik.push.web"),
                    () -> gateways.web(push.web(), push.limits(PushPlatform.web))));
        }
        return plans;
    }

    private static GatewayPlan plan(
            PushPlatform platform, PushSettings push, SortedMap<String, String> credentials, Supplier<Gateway> make) {
        GatewayLimits limits = push.limits(platform);
        SortedMap<String, String> all = new TreeMap<>(credentials);
        all.put("window", String.valueOf(limits.window()));
        return GatewayPlan.of(Devices.gateway(platform), all, limits.rate(), make);
    }

    private GatewayPlan devices(PushSettings push) {
        GatewayLimits limits = new GatewayLimits(push.window() * PushPlatform.values().length, 0);
        return GatewayPlan.of(
                Devices.ALL,
                sorted("window", String.valueOf(limits.window())),
                0,
                () -> new DevicesGateway(limits, legs));
    }

    private static SortedMap<String, String> sorted(String name, String value) {
        SortedMap<String, String> one = new TreeMap<>();
        one.put(name, value);
        return one;
    }
}
