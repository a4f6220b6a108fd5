package dev.vestnik.service.openapi;

import dev.vestnik.service.access.AccessTable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Completes the OpenAPI document of a service that has springdoc. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OpenApiCustomizer callsAndKeys(AccessTable table, Environment environment) {
        return new CallsAndKeys(table, environment.getProperty("spring.application.name", "service"));
    }
}
