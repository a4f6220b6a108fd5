package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsPlatform;
import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.device.Platform;
import dev.vestnik.push.fcm.FcmPlatform;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.web.WebPlatform;
import dev.vestnik.push.web.WebSettings;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
@EnableConfigurationProperties(PushSettings.class)
class PushGateways {
    /** A server that accepts no connection for so long is away. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** The platforms; the gateway closes them. */
    @Bean(destroyMethod = "")
    Platforms platforms(PushSettings settings, InstantSource clock) {
        return new Platforms(apns(settings.apns()), fcm(settings.fcm(), clock), web(settings.web(), clock));
    }

    /** @param reports lazy, because the links need the route's channel */
    @Bean
    Route route(PushSettings settings, Platforms platforms, @Lazy ReportLinks reports) {
        if (!settings.hasPlatform()) {
            return new Route(Channel.PUSH, List.of());
        }
        GatewayLimits limits = new GatewayLimits(settings.window(), settings.rate());
        return new Route(Channel.PUSH, List.of(new PushGateway(limits, platforms, reports)));
    }

    /** Tells the key that a shop's page needs to subscribe a browser; it is public by its nature. */
    @Bean
    RouterFunction<ServerResponse> applicationServerKey(Platforms platforms) {
        return RouterFunctions.route()
                .GET(
                        "/v1/web-push/key",
                        request -> platforms.web() instanceof WebPlatform web
                                ? ServerResponse.ok()
                                        .bodyValue(Map.of("applicationServerKey", web.applicationServerKey()))
                                : Mono.error(Problem.of(HttpStatus.NOT_FOUND, "this sender has no web push")))
                .build();
    }

    @Bean
    AccessTable.Row applicationServerKeyCall() {
        return AccessTable.open(HttpMethod.GET, "/v1/web-push/key");
    }

    private static Platform<Content.Device> apns(@Nullable ApnsSettings settings) {
        return settings == null ? Platform.notConfigured() : new ApnsPlatform(settings);
    }

    private static Platform<Content.Device> fcm(@Nullable FcmSettings settings, InstantSource clock) {
        return settings == null
                ? Platform.notConfigured()
                : new FcmPlatform(settings, wire(settings.timeout()), new JsonMapper(), clock);
    }

    private static Platform<Content.Browser> web(@Nullable WebSettings settings, InstantSource clock) {
        return settings == null
                ? Platform.notConfigured()
                : new WebPlatform(settings, wire(settings.timeout()), new JsonMapper(), clock);
    }

    private static HttpWire wire(Duration timeout) {
        return HttpWire.trusting(CONNECT, timeout);
    }
}
