package dev.vestnik.sandbox.host;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans for settings and address. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HostSettings.class)
public class HostConfiguration {
    @Bean
    PublicUrl publicUrl(HostSettings settings) {
        return new PublicUrl(settings);
    }
}
