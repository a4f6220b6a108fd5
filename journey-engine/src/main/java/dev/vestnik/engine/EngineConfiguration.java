package dev.vestnik.engine;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.TimedResumption;
import dev.vestnik.engine.peers.InstanceAddress;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.engine.support.ReplyListener;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Links;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.KafkaSettingsConfiguration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Beans that hold the parts together: the rules, the order of the start, the health. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaSettingsConfiguration.class)
class EngineConfiguration {
    @Bean
    Decider decider(Links links) {
        return new Decider(links);
    }

    @Bean
    FirstLevel firstLevel(DefinitionsLog definitions, EngineStreams streams, InstantSource clock) {
        return new FirstLevel(definitions, streams::hasBegun, clock);
    }

    @Bean
    EngineStart engineStart(
            KafkaSettings kafka,
            DefinitionsLog definitions,
            FirstLevel level,
            TimedResumption resumption,
            ReplyListener answers,
            EngineStreams streams,
            InstanceAddress address) {
        return new EngineStart(kafka, definitions, level, resumption, answers, streams, address);
    }

    /** The address that other instances use has the port, which is known only now where it was 0. */
    @Bean
    ApplicationListener<WebServerInitializedEvent> startWhenReachable(EngineStart start, Environment environment) {
        return event -> {
            if (event.getApplicationContext().getServerNamespace() == null) {
                String otherwise = "127.0.0.1:" + event.getWebServer().getPort();
                start.begin(environment.getProperty("vestnik.engine.advertised", otherwise));
            }
        };
    }

    /** Handlers may wait for Kafka, disks and other instances: each gets a virtual thread, none the event loop. */
    @Bean
    WebFluxConfigurer blockingHandlers() {
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
                configurer.setExecutor(new TaskExecutorAdapter(Executors.newVirtualThreadPerTaskExecutor()));
                configurer.setControllerMethodPredicate(method -> true);
            }
        };
    }

    @Bean
    HealthIndicator definitionsHealthIndicator(DefinitionsLog log) {
        return new DefinitionsHealth(log);
    }

    @Bean
    HealthIndicator streamsHealthIndicator(EngineStreams streams) {
        return () -> (streams.ready() ? Health.up() : Health.outOfService())
                .withDetail("state", streams.detail())
                .withDetail("unreadable", streams.status().unreadable())
                .build();
    }

    @Bean
    HealthIndicator workHealthIndicator(EngineStreams streams, EngineStart start) {
        return () -> (streams.alive() && start.phase() != EngineStart.Phase.FAILED ? Health.up() : Health.down())
                .withDetail("start", start.phase())
                .build();
    }
}
