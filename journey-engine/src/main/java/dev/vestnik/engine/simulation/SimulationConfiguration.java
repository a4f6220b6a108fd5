package dev.vestnik.engine.simulation;

import dev.vestnik.engine.authoring.TriedVersions;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The API of simulations, and who works them off. */
@Configuration(proxyBeanMethods = false)
@Import(SimulationController.class)
public class SimulationConfiguration {
    @Bean(initMethod = "begin")
    SimulationLog simulationLog(
            KafkaSettings kafka, EngineStreams streams, ObservationRegistry observations, InstantSource clock) {
        return new SimulationLog(kafka, streams::ready, observations, clock);
    }

    @Bean
    SimulationWork simulationWork(KafkaSettings kafka, EngineStreams streams) {
        Runtime runtime = Runtime.getRuntime();
        return new SimulationWork(
                kafka,
                streams.changelog(),
                new SpareProcessors(runtime.availableProcessors(), SpareProcessors.Times.ofThisProcess()),
                runtime.maxMemory());
    }

    @Bean
    SimulationPlanning simulationPlanning(DefinitionsLog definitions, TriedVersions versions) {
        return new SimulationPlanning(definitions, versions);
    }

    @Bean
    SimulationDesk simulationDesk(SimulationLog simulations, SimulationPlanning planning, SimulationWork work) {
        return new SimulationDesk(simulations, planning, work.events());
    }

    @Bean(initMethod = "begin")
    SimulationRunner simulationRunner(
            SimulationLog simulations,
            SimulationPlanning planning,
            SimulationWork work,
            CustomerQueries queries,
            MeterRegistry meters,
            InstantSource clock) {
        return new SimulationRunner(simulations, planning, work, queries, new SimulationMetrics(meters), clock);
    }
}
