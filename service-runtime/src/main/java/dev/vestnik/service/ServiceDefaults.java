package dev.vestnik.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/** Gives every service the settings that all have in common, below all others; early enough for the logs too. */
final class ServiceDefaults implements EnvironmentPostProcessor {
    private static final String FILE = "classpath:dev/vestnik/service/defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource("vestnik.defaults", FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
