package dev.vestnik.service;

import dev.vestnik.service.access.AccessConfiguration;
import dev.vestnik.service.connection.ConnectionConfiguration;
import dev.vestnik.service.problem.ProblemConfiguration;
import dev.vestnik.service.settings.SettingsConfiguration;
import dev.vestnik.service.web.WebConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Makes an application one of our services: its connections have limits, its answers the security headers, its errors are problem
 * documents, and it answers the calls of its {@link dev.vestnik.service.access.AccessTable} alone, which is a bean of the service.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    SettingsConfiguration.class,
    WebConfiguration.class,
    ConnectionConfiguration.class,
    ProblemConfiguration.class,
    AccessConfiguration.class
})
public class ServiceRuntime {

    /**
     * A service, to be run with arguments or properties of one's own.
     *
     * @param name of the service and of its configuration file, {@code NAME.yml}
     */
    public static SpringApplicationBuilder application(Class<?> service, String name) {
        return new SpringApplicationBuilder(service).properties("spring.config.name=" + name);
    }
}
