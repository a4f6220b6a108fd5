package dev.vestnik.engine.explain;

import dev.vestnik.service.kafka.KafkaSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The API that says why. */
@Configuration(proxyBeanMethods = false)
@Import(ExplainController.class)
public class ExplainConfiguration {
    @Bean
    EventHistory eventHistory(KafkaSettings kafka) {
        return new EventHistory(kafka);
    }

    @Bean
    Explaining explaining(EventHistory history) {
        return new Explaining(history);
    }
}
