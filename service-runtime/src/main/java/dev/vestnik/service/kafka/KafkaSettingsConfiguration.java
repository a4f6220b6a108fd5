package dev.vestnik.service.kafka;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The settings {@code vestnik.kafka.*} of a service that has to do with Kafka. */
@Configuration(proxyBeanMethods = false)
public class KafkaSettingsConfiguration {
    @Bean
    static KafkaSettings kafkaSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("vestnik.kafka", KafkaSettings.class);
    }
}
