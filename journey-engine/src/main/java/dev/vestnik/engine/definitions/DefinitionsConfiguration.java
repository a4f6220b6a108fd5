package dev.vestnik.engine.definitions;

import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log of definitions; {@link DefinitionsLog#start} is for who knows that the topic exists. */
@Configuration(proxyBeanMethods = false)
public class DefinitionsConfiguration {
    @Bean
    DefinitionsMetrics definitionsMetrics(MeterRegistry registry) {
        return new DefinitionsMetrics(registry);
    }

    @Bean
    DefinitionsLog definitionsLog(
            KafkaSettings kafka,
            DocumentCompiler compiler,
            DefinitionsMetrics metrics,
            ObservationRegistry observations) {
        return new DefinitionsLog(kafka, "journey-engine", compiler, metrics, observations);
    }

    @Bean
    TimedResumption timedResumption(DefinitionsLog log, InstantSource clock) {
        return new TimedResumption(log, clock);
    }
}
