package dev.vestnik.service.access;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The check of every call; needs the service's {@link AccessTable}. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
    @Bean
    AccessMetrics accessMetrics(MeterRegistry registry) {
        return new AccessMetrics(registry);
    }

    @Bean
    AccessFilter accessFilter(AccessTable table, ObjectProvider<Doorkeeper> doorkeeper, AccessMetrics metrics) {
        return new AccessFilter(table, doorkeeper.getIfAvailable(), metrics);
    }
}
