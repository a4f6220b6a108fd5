package dev.vestnik.service.connection;

import dev.vestnik.service.settings.SettingsCheck;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of connections, and whose they are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConnectionSettings.class, ProxySettings.class})
public class ConnectionConfiguration {
    private static final String FORWARD_HEADERS = "server.forward-headers-strategy";

    /** Spring's own ways believe every caller. */
    @Bean
    static SettingsCheck proxySettingsCheck() {
        return settings -> {
            String strategy = settings.text(FORWARD_HEADERS);
            settings.check(
                    strategy == null || "none".equalsIgnoreCase(strategy),
                    FORWARD_HEADERS,
                    "believes every caller's X-Forwarded-For: take it out, and name your proxies in vestnik.web.proxies");
            settings.read("vestnik.web", ProxySettings.class);
        };
    }

    @Bean
    NettyServerCustomizer connections(ConnectionSettings settings, ProxySettings proxies, MeterRegistry registry) {
        return new Connections(settings, new Proxies(proxies.proxies()), new ConnectionMetrics(registry));
    }
}
