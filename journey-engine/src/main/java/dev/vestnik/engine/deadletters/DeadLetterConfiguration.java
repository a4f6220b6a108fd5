package dev.vestnik.engine.deadletters;

import dev.vestnik.engine.reader.BackwardReader;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The calls about dead letters. */
@Configuration(proxyBeanMethods = false)
@Import(DeadLetterController.class)
public class DeadLetterConfiguration {
    @Bean
    LetterReader letterReader(KafkaSettings settings) {
        return new LetterReader(settings.layout(), reader(settings));
    }

    @Bean
    Replaying replaying(KafkaSettings settings, InstantSource clock, ObservationRegistry observations) {
        return new Replaying(settings, reader(settings), clock, observations);
    }

    private static BackwardReader reader(KafkaSettings settings) {
        return new BackwardReader(settings, "journey-engine-dead-letters");
    }
}
