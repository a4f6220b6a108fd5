package dev.vestnik.engine.access;

import dev.vestnik.engine.problem.ProblemWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
public class AccessConfiguration {
    @Bean
    AccessFilter accessFilter(SecuritySettings settings, ServerProperties server, ProblemWriter problems) {
        if (settings.open()
                && (server.getAddress() == null || !server.getAddress().isLoopbackAddress())) {
            throw new IllegalArgumentException("vestnik.security.open=true needs a loopback server.address");
        }
        return new AccessFilter(new ApiKeys(settings), problems);
    }
}
