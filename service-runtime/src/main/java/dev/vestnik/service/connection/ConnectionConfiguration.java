package dev.vestnik.service.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of connections. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
public class ConnectionConfiguration {
    @Bean
    NettyServerCustomizer connections(ConnectionSettings settings, MeterRegistry registry) {
        return new Connections(settings, new ConnectionMetrics(registry));
    }
}
