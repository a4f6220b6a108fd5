package dev.vestnik.engine.openapi;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's part of its OpenAPI document. */
@Configuration(proxyBeanMethods = false)
public class EngineApiDescription {
    @Bean
    OpenApiCustomizer apiDocument() {
        return new ApiDocument();
    }
}
