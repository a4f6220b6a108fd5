package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsPlatform;
import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.device.Platform;
import dev.vestnik.push.fcm.FcmPlatform;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.provider.HuaweiSettings;
import dev.vestnik.push.provider.ProviderPlatform;
import dev.vestnik.push.provider.RuStoreSettings;
import dev.vestnik.push.web.WebPlatform;
import dev.vestnik.push.web.WebSettings;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.sender.report.ReportLinks;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.json.JsonMapper;

/** Makes a gateway of each platform, within that platform's own limits. A gateway closes its platform. */
record PlatformGateways(PushMetrics metrics, ReportLinks reports, InstantSource clock) {
    /** A server that accepts no connection for so long is away. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    Gateway ios(ApnsSettings apns, GatewayLimits limits) {
        return phones(PushPlatform.ios, new ApnsPlatform(apns), limits);
    }

    Gateway android(FcmSettings fcm, GatewayLimits limits) {
        FcmPlatform platform = new FcmPlatform(fcm, wire(fcm.timeout()), new JsonMapper(), clock);
        return phones(PushPlatform.android, platform, limits);
    }

    Gateway web(WebSettings web, GatewayLimits limits) {
        WebPlatform platform = new WebPlatform(web, wire(web.timeout()), new JsonMapper(), clock, limits.window());
        return new PlatformGateway<>(
                PushPlatform.web,
                ofBrowsers(limits),
                Content.Browser.class,
                watched(PushPlatform.web, platform, Servers.ofBrowsers()),
                reports,
                metrics);
    }

    Gateway huawei(HuaweiSettings huawei, GatewayLimits limits) {
        return phones(PushPlatform.huawei, ProviderPlatform.of(huawei, clock), limits);
    }

    Gateway rustore(RuStoreSettings rustore, GatewayLimits limits) {
        return phones(PushPlatform.rustore, ProviderPlatform.of(rustore, clock), limits);
    }

    Gateway phones(PushPlatform kind, Platform<Content.Device> platform, GatewayLimits limits) {
        return new PlatformGateway<>(
                kind, limits, Content.Device.class, watched(kind, platform, Servers.one()), reports, metrics);
    }

    /** One push service may fill its part of the window; as much is left for those of other browsers. */
    private static GatewayLimits ofBrowsers(GatewayLimits one) {
        return new GatewayLimits(2 * one.window(), one.rate());
    }

    private static HttpWire wire(Duration timeout) {
        return HttpWire.trusting(CONNECT, timeout);
    }

    private <T extends Content.Target> WatchedPlatform<T> watched(
            PushPlatform kind, Platform<T> platform, Servers<T> servers) {
        return new WatchedPlatform<>(Devices.gateway(kind), platform, servers, metrics, clock);
    }
}
