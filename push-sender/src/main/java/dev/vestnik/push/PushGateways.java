package dev.vestnik.push;

import dev.vestnik.push.web.WebPlatform;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.problem.Problem;
import dev.vestnik.service.settings.SettingsCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class PushGateways {

    @Bean
    static SettingsCheck pushSettingsCheck() {
        return PushSettings::read;
    }

    /**
     * @param reports lazy, because the links need the planner's channel
     * @param guarded asked late, because it guards what is planned here
     */
    @Bean
    GatewayPlanner gatewayPlanner(
            MeterRegistry registry,
            @Lazy ReportLinks reports,
            InstantSource clock,
            ObjectProvider<GuardedRoute> guarded) {
        return new PushPlanner(
                new PlatformGateways(new PushMetrics(registry), reports, clock), new GuardedLegs(guarded::getObject));
    }

    /** Tells the key that a shop's page needs to subscribe a browser; it is public by its nature. */
    @Bean
    RouterFunction<ServerResponse> applicationServerKey(GuardedRoute route) {
        return RouterFunctions.route()
                .GET(
                        "/v1/web-push/key",
                        _ -> web(route)
                                .map(web -> ServerResponse.ok()
                                        .bodyValue(Map.of("applicationServerKey", web.applicationServerKey())))
                                .orElseGet(() ->
                                        Mono.error(Problem.of(HttpStatus.NOT_FOUND, "this sender has no web push"))))
                .build();
    }

    private static Optional<WebPlatform> web(GuardedRoute route) {
        return route.named(Devices.gateway(PushPlatform.web))
                .map(GuardedGateway::gateway)
                .filter(PlatformGateway.class::isInstance)
                .map(gateway -> ((PlatformGateway<?>) gateway).platform())
                .filter(WebPlatform.class::isInstance)
                .map(WebPlatform.class::cast);
    }

    @Bean
    AccessTable.Row applicationServerKeyCall() {
        return AccessTable.open(HttpMethod.GET, "/v1/web-push/key");
    }
}
