package dev.vestnik.sender.http;

import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.hook.HookEvents;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks what gateways over HTTP need, and pulls the reports of those whose providers do not call. */
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    @Bean
    ReportPulls reportPulls(Route route, SenderSettings settings, HookEvents events) {
        if (settings.reportSecret() == null && route.gateways().stream().anyMatch(HttpGateway.class::isInstance)) {
            throw new ConfigException("vestnik.sender.report-secret is required with a gateway over HTTP:"
                    + " reports come after a restart and to other instances");
        }
        return new ReportPulls(route, events);
    }
}
