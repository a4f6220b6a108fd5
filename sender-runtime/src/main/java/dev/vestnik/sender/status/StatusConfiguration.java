package dev.vestnik.sender.status;

import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.lane.Lanes;
import dev.vestnik.sender.live.LiveSettings;
import dev.vestnik.sender.revocation.Revocations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code GET /api/lanes} and the health contributor {@code lanes}. */
@Configuration(proxyBeanMethods = false)
public class StatusConfiguration {

    @Bean
    StatusReader statusReader(GatewayPlanner planner, LiveSettings settings, Lanes lanes, Revocations revocations) {
        return new StatusReader(planner.channel(), settings, lanes, revocations);
    }

    @Bean("lanesHealthIndicator")
    HealthIndicator lanesHealth(StatusReader status, Lanes lanes) {
        return new LanesHealth(status, lanes);
    }

    @Bean
    RouterFunction<ServerResponse> lanesApi(StatusReader status) {
        return RouterFunctions.route()
                .GET("/api/lanes", _ -> ServerResponse.ok().bodyValue(status.read()))
                .build();
    }
}
