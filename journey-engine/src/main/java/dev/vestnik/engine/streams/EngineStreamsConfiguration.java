package dev.vestnik.engine.streams;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** To be imported by the engine's main class. Starts nothing; see {@link EngineStreams#start}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineStreamsSettings.class)
public class EngineStreamsConfiguration {

    @Bean
    EngineStreams engineStreams(
            EngineStreamsSettings settings,
            KafkaSettings kafka,
            Decider decider,
            DefinitionsSource definitions,
            MeterRegistry registry,
            RecordTraces traces,
            CodeKey codes) {
        return new EngineStreams(settings, kafka, decider, definitions, registry, traces, codes);
    }

    @Bean
    CustomerQueries customerQueries(EngineStreams streams) {
        return streams.queries();
    }
}
