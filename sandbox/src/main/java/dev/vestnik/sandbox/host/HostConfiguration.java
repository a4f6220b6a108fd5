package dev.vestnik.sandbox.host;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings, clock and address. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HostSettings.class)
public class HostConfiguration {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    PublicUrl publicUrl(HostSettings settings) {
        return new PublicUrl(settings);
    }
}
