package dev.vestnik.sender.hook;

import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.live.LiveRoute;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.ReportsById;
import dev.vestnik.service.access.AccessTable;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
            GatewayPlanner planner,
            ReportLinks links,
            Reports reports,
            Optional<ReportsById> byId,
            SenderMetrics metrics) {
        return new HookEvents(planner.channel(), links, reports, byId, metrics);
    }

    @Bean
    RouterFunction<ServerResponse> hookDoor(
            LiveRoute route, ReportLinks links, HookEvents events, SenderMetrics metrics, InstantSource clock) {
        HookRoom room = new HookRoom(HookRoom.MOST_OCTETS);
        return new HookDoor(name -> source(route, name), links, events, metrics, clock, room).routes();
    }

    @Bean
    AccessTable.Row hookCall() {
        return AccessTable.open(HttpMethod.POST, "/v1/hooks/{gateway}");
    }

    @Bean
    AccessTable.Row hookLook() {
        return AccessTable.open(HttpMethod.GET, "/v1/hooks/{gateway}");
    }

    /** A gateway that leaves has its hook until then; another one of its name comes first. */
    private static @Nullable HookSource source(LiveRoute route, String name) {
        return route.gateways().stream()
                .filter(HookSource.class::isInstance)
                .map(HookSource.class::cast)
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
