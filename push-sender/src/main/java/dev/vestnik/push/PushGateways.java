package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsPlatform;
import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.device.Platform;
import dev.vestnik.push.fcm.FcmPlatform;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.provider.HuaweiSettings;
import dev.vestnik.push.provider.ProviderPlatform;
import dev.vestnik.push.provider.PushHttpSettings;
import dev.vestnik.push.provider.RuStoreSettings;
import dev.vestnik.push.web.WebPlatform;
import dev.vestnik.push.web.WebSettings;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PushSettings.class, PushHttpSettings.class})
class PushGateways {
    /** A server that accepts no connection for so long is away. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** The platforms; their gateways close them. */
    @Bean(destroyMethod = "")
    Platforms platforms(PushSettings settings, PushHttpSettings http, InstantSource clock) {
        Map<PushPlatform, Platform<Content.Device>> phones = new EnumMap<>(PushPlatform.class);
        if (settings.apns() instanceof ApnsSettings apns) {
            phones.put(PushPlatform.ios, new ApnsPlatform(apns));
        }
        if (settings.fcm() instanceof FcmSettings fcm) {
            phones.put(PushPlatform.android, new FcmPlatform(fcm, wire(fcm.timeout()), new JsonMapper(), clock));
        }
        if (http.huawei() instanceof HuaweiSettings huawei) {
            phones.put(PushPlatform.huawei, ProviderPlatform.of(huawei, clock));
        }
        if (http.rustore() instanceof RuStoreSettings ruStore) {
            phones.put(PushPlatform.rustore, ProviderPlatform.of(ruStore, clock));
        }
        return new Platforms(phones, web(settings, clock));
    }

    /**
     * A gateway for each platform, and one for messages to several.
     *
     * @param reports lazy, because the links need the route's channel
     * @param guarded asked late, because it guards this route
     */
    @Bean
    Route route(
            PushSettings settings,
            Platforms platforms,
            PlatformGateways gateways,
            @Lazy ReportLinks reports,
            ObjectProvider<GuardedRoute> guarded) {
        Set<PushPlatform> served = platforms.served();
        if (served.isEmpty()) {
            return new Route(Channel.PUSH, List.of());
        }
        List<Gateway> all = new ArrayList<>(gateways.of(platforms, settings, reports));
        GatewayLimits limits = new GatewayLimits(settings.window() * PushPlatform.values().length, 0);
        all.add(new DevicesGateway(limits, new GuardedLegs(guarded::getObject)));
        return new Route(Channel.PUSH, all, dispatch -> List.of(Devices.gateway(dispatch, served)));
    }

    @Bean
    PlatformGateways platformGateways(MeterRegistry registry, InstantSource clock) {
        return new PlatformGateways(new PushMetrics(registry), clock);
    }

    /** Tells the key that a shop's page needs to subscribe a browser; it is public by its nature. */
    @Bean
    RouterFunction<ServerResponse> applicationServerKey(Platforms platforms) {
        return RouterFunctions.route()
                .GET(
                        "/v1/web-push/key",
                        _ -> platforms.web() instanceof WebPlatform web
                                ? ServerResponse.ok()
                                        .bodyValue(Map.of("applicationServerKey", web.applicationServerKey()))
                                : Mono.error(Problem.of(HttpStatus.NOT_FOUND, "this sender has no web push")))
                .build();
    }

    @Bean
    AccessTable.Row applicationServerKeyCall() {
        return AccessTable.open(HttpMethod.GET, "/v1/web-push/key");
    }

    private static @Nullable WebPlatform web(PushSettings settings, InstantSource clock) {
        WebSettings web = settings.web();
        int places = settings.limits(PushPlatform.web).window();
        return web == null ? null : new WebPlatform(web, wire(web.timeout()), new JsonMapper(), clock, places);
    }

    private static HttpWire wire(Duration timeout) {
        return HttpWire.trusting(CONNECT, timeout);
    }
}
