package dev.vestnik.sender.http;

import dev.vestnik.sender.Route;
import dev.vestnik.sender.hook.HookEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pulls the reports of those gateways of the route whose providers do not call. */
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    @Bean
    ReportPulls reportPulls(Route route, HookEvents events) {
        return new ReportPulls(route, events);
    }
}
