package dev.vestnik.engine.explain;

import dev.vestnik.service.kafka.KafkaSettings;
import java.time.InstantSource;
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
    Explaining explaining(CustomerHistory history, InstantSource clock) {
        return new Explaining(history, clock);
    }
}
