package dev.vestnik.engine.list;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The lists of customers, and the definitions that decisions are made by. */
@Configuration(proxyBeanMethods = false)
public class ListConfiguration {
    /** The topic is there by the time the definitions have been read. */
    @Bean(initMethod = "begin")
    ListLog listLog(
            KafkaSettings kafka,
            DefinitionsLog definitions,
            ObservationRegistry observations,
            InstantSource clock,
            MeterRegistry meters) {
        ListLog lists = new ListLog(kafka, definitions::caughtUp, observations, clock);
        Gauge.builder("vestnik.list.customers", lists, ListLog::customers)
                .description(
                        "Customers of all lists that this instance keeps in memory, 8 bytes each; 4,000,000 at most")
                .register(meters);
        return lists;
    }

    @Bean
    @Primary
    DefinitionsSource listedDefinitions(DefinitionsLog definitions, ListLog lists) {
        return new ListedDefinitions(definitions, lists);
    }
}
