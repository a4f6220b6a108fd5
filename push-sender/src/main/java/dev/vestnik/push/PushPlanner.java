package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.provider.HuaweiSettings;
import dev.vestnik.push.provider.RuStoreSettings;
import dev.vestnik.push.web.WebSettings;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.topic.ChannelName;
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
    public ChannelName channel() {
        return ChannelName.PUSH;
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
        ApnsSettings apns = push.apns();
        if (apns != null) {
            SortedMap<String, String> all = settings.snapshot("vestnik.push.apns");
            GatewayLimits limits = push.limits(PushPlatform.ios);
            plans.add(plan(PushPlatform.ios, limits, all, () -> gateways.ios(apns, limits)));
        }
        FcmSettings fcm = push.fcm();
        if (fcm != null) {
            SortedMap<String, String> all = settings.snapshot("vestnik.push.fcm");
            GatewayLimits limits = push.limits(PushPlatform.android);
            plans.add(plan(PushPlatform.android, limits, all, () -> gateways.android(fcm, limits)));
        }
        WebSettings web = push.web();
        if (web != null) {
            web.makeKeysIfMissing(); // the snapshot is to hold what the gateway will have
            SortedMap<String, String> all = settings.snapshot("vestnik.push.web");
            GatewayLimits limits = push.limits(PushPlatform.web);
            plans.add(plan(PushPlatform.web, limits, all, () -> gateways.web(web, limits)));
        }
        HuaweiSettings huawei = push.huawei();
        if (huawei != null) {
            SortedMap<String, String> all = settings.snapshot("vestnik.push.huawei");
            GatewayLimits limits = push.limits(PushPlatform.huawei);
            plans.add(plan(PushPlatform.huawei, limits, all, () -> gateways.huawei(huawei, limits)));
        }
        RuStoreSettings rustore = push.rustore();
        if (rustore != null) {
            SortedMap<String, String> all = settings.snapshot("vestnik.push.rustore");
            GatewayLimits limits = push.limits(PushPlatform.rustore);
            plans.add(plan(PushPlatform.rustore, limits, all, () -> gateways.rustore(rustore, limits)));
        }
        return plans;
    }

    private static GatewayPlan plan(
            PushPlatform platform,
            GatewayLimits limits,
            SortedMap<String, String> credentials,
            Supplier<Gateway> make) {
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
                () -> new DevicesGateway(limits, legs, gateways.metrics()));
    }

    private static SortedMap<String, String> sorted(String name, String value) {
        SortedMap<String, String> one = new TreeMap<>();
        one.put(name, value);
        return one;
    }
}
