package dev.vestnik.engine.product;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** To be imported by the engine's main class. */
@Configuration(proxyBeanMethods = false)
public class ProductConfiguration {

    @Bean(initMethod = "begin")
    ProductIntake productIntake(
            KafkaSettings kafka,
            DefinitionsSource definitions,
            EngineStreams streams,
            MeterRegistry meters,
            ObservationRegistry observations) {
        return new ProductIntake(
                kafka,
                streams.applicationId(),
                () -> streams.ready() && definitions.current().level().allows(FeatureLevel.PRODUCTS),
                meters,
                observations);
    }
}
