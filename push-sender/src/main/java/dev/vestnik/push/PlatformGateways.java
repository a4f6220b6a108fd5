package dev.vestnik.push;

import dev.vestnik.push.device.Platform;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.report.ReportLinks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes a gateway of each platform, within that platform's own limits. */
record PlatformGateways(PushMetrics metrics, InstantSource clock) {

    List<Gateway> of(Platforms platforms, PushSettings settings, ReportLinks reports) {
        List<Gateway> gateways = new ArrayList<>();
        platforms
                .phones()
                .forEach((kind, platform) -> gateways.add(new PlatformGateway<>(
                        kind,
                        settings.limits(kind),
                        Content.Device.class,
                        watched(kind, platform, Servers.one()),
                        reports)));
        if (platforms.web() != null) {
            gateways.add(new PlatformGateway<>(
                    PushPlatform.web,
                    ofBrowsers(settings.limits(PushPlatform.web)),
                    Content.Browser.class,
                    watched(PushPlatform.web, platforms.web(), Servers.ofBrowsers()),
                    reports));
        }
        return gateways;
    }

    /** One push service may fill its part of the window; as much is left for those of other browsers. */
    private static GatewayLimits ofBrowsers(GatewayLimits one) {
        return new GatewayLimits(2 * one.window(), one.rate());
    }

    private <T extends Content.Target> WatchedPlatform<T> watched(
            PushPlatform kind, Platform<T> platform, Servers<T> servers) {
        return new WatchedPlatform<>(Devices.gateway(kind), platform, servers, metrics, clock);
    }
}
