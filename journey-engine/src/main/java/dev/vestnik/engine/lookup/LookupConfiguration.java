package dev.vestnik.engine.lookup;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** To be imported by the engine's main class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LookupSettings.class)
public class LookupConfiguration {

    @Bean(initMethod = "begin")
    LookupIntake lookupIntake(
            KafkaSettings kafka,
            LookupSettings settings,
            DefinitionsSource definitions,
            EngineStreams streams,
            MeterRegistry meters,
            ObservationRegistry observations) {
        return new LookupIntake(
                kafka,
                streams.applicationId(),
                settings,
                () -> streams.ready() && definitions.current().level().allows(FeatureLevel.LANGUAGE),
                meters,
                observations);
    }
}
