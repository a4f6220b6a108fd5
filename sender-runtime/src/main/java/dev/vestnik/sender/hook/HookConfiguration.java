package dev.vestnik.sender.hook;

import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.ReportsById;
import dev.vestnik.service.access.AccessTable;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The door for web hooks of the route's gateways. */
@Configuration(proxyBeanMethods = false)
public class HookConfiguration {

    @Bean
    HookEvents hookEvents(
            Route route, ReportLinks links, Reports reports, Optional<ReportsById> byId, SenderMetrics metrics) {
        return new HookEvents(route.channel(), links, reports, byId, metrics);
    }

    @Bean
    RouterFunction<ServerResponse> hookDoor(
            Route route, ReportLinks links, HookEvents events, SenderMetrics metrics, InstantSource clock) {
        return new HookDoor(sources(route), links, events, metrics, clock).routes();
    }

    @Bean
    AccessTable.Row hookCall() {
        return AccessTable.open(HttpMethod.POST, "/v1/hooks/{gateway}");
    }

    @Bean
    AccessTable.Row hookLook() {
        return AccessTable.open(HttpMethod.GET, "/v1/hooks/{gateway}");
    }

    private static Map<String, HookSource> sources(Route route) {
        return route.gateways().stream()
                .filter(HookSource.class::isInstance)
                .map(HookSource.class::cast)
                .collect(Collectors.toMap(HookSource::name, Function.identity()));
    }
}
