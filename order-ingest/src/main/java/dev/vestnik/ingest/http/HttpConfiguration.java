package dev.vestnik.ingest.http;

import dev.vestnik.ingest.intake.IngestSettings;
import dev.vestnik.ingest.intake.Intake;
import dev.vestnik.ingest.kafka.KafkaGate;
import dev.vestnik.ingest.security.ApiKeys;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side. */
@Configuration(proxyBeanMethods = false)
@Import(ApiDescription.class)
public class HttpConfiguration {

    @Bean
    EventsController eventsController(
            Intake intake, KafkaGate kafka, IngestSettings settings, Scheduler requestThreads) {
        return new EventsController(intake, kafka, settings, requestThreads);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler requestThreads() {
        return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "ingest-requests");
    }

    @Bean
    ApiKeyFilter apiKeyFilter(ApiKeys keys) {
        return new ApiKeyFilter(keys);
    }

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaGate kafka) {
        return new KafkaHealth(kafka);
    }
}
