package dev.vestnik.sender.http;

import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.hook.HookEvents;
import dev.vestnik.sender.live.LiveRoute;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks what gateways over HTTP need, and pulls the reports of those whose providers do not call. */
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    @Bean
    ReportPulls reportPulls(LiveRoute live, SenderSettings settings, HookEvents events, SenderMetrics metrics) {
        ReportPulls pulls = reportPulls(live.route(), settings, events, metrics);
        live.follow(pulls::follow);
        return pulls;
    }

    ReportPulls reportPulls(Route route, SenderSettings settings, HookEvents events, SenderMetrics metrics) {
        if (settings.reportSecret() == null && route.gateways().stream().anyMatch(HttpGateway.class::isInstance)) {
            throw new ConfigException("vestnik.sender.report-secret is required with a gateway over HTTP:"
                    + " reports come after a restart and to other instances");
        }
        String problems = route.gateways().stream()
                .filter(HttpGateway.class::isInstance)
                .map(HttpGateway.class::cast)
                .flatMap(gateway -> gateway.problem().stream())
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new ReportPulls(route, events, metrics);
    }
}
