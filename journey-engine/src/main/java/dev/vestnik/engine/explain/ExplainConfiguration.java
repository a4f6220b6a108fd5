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
    CustomerHistory customerHistory(KafkaSettings kafka) {
        return new CustomerHistory(kafka);
    }

    @Bean
    Explaining explaining(CustomerHistory history) {
        return new Explaining(history);
    }
}
