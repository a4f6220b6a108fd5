package dev.vestnik.engine.access;

import dev.vestnik.engine.problem.ProblemWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
public class AccessConfiguration {
    @Bean
    AccessFilter accessFilter(SecuritySettings settings, ProblemWriter problems) {
        return new AccessFilter(new ApiKeys(settings), problems);
    }
}
