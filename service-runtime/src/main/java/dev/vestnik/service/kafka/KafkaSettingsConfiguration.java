package dev.vestnik.service.kafka;

import dev.vestnik.service.settings.SettingsCheck;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The settings {@code vestnik.kafka.*} of a service that has to do with Kafka, and the traces of its records. */
@Configuration(proxyBeanMethods = false)
public class KafkaSettingsConfiguration {
    @Bean
    static KafkaSettings kafkaSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("vestnik.kafka", KafkaSettings.class);
    }

    @Bean
    static SettingsCheck kafkaSettingsCheck() {
        return settings -> settings.read("vestnik.kafka", KafkaSettings.class);
    }

    @Bean
    RecordTraces recordTraces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new RecordTraces(
                tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }
}
