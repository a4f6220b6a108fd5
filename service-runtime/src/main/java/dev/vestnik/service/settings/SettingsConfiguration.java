package dev.vestnik.service.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Checks a service's settings as a whole before it starts. */
@Configuration(proxyBeanMethods = false)
public class SettingsConfiguration {
    private static final int LAST_PORT = 65_535;

    @Bean
    static SettingsChecks settingsChecks(Environment environment) {
        return new SettingsChecks(environment);
    }

    @Bean
    static SettingsCheck portSettings() {
        return settings -> {
            Integer port = settings.read("server.port", Integer.class);
            settings.check(
                    port == null || port >= 0 && port <= LAST_PORT,
                    "server.port",
                    "must be a port from 1 to 65535, or 0 for any free one");
        };
    }
}
