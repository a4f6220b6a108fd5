package dev.vestnik.service.web;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Beans that every service's web side stands on. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Event loops of its own: the shared ones end with the first context of a JVM that closes, and several services may live in one. */
    @Bean
    ReactorResourceFactory reactorResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
