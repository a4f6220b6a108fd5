package dev.vestnik.sandbox.host;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Beans for settings, clock and address. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HostSettings.class)
public class HostConfiguration {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Event loops of the sandbox: shared ones would stop for every other service in this process when the sandbox does. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    @Bean
    PublicUrl publicUrl(HostSettings settings) {
        return new PublicUrl(settings);
    }
}
