package dev.vestnik.ingest.http;

import static dev.vestnik.service.access.AccessTable.call;
import static dev.vestnik.service.access.AccessTable.everything;
import static dev.vestnik.service.access.AccessTable.open;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.vestnik.ingest.intake.IngestSettings;
import dev.vestnik.ingest.intake.Intake;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.access.KeysConfiguration;
import dev.vestnik.service.access.Role;
import dev.vestnik.service.access.ShopRule;
import dev.vestnik.service.kafka.KafkaGate;
import dev.vestnik.service.kafka.KafkaHealth;
import dev.vestnik.service.openapi.OpenApiConfiguration;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The HTTP side. */
@Configuration(proxyBeanMethods = false)
@Import({OpenApiConfiguration.class, EventApiDescription.class, KeysConfiguration.class})
public class IngestHttpConfiguration {

    @Bean
    EventsController eventsController(
            Intake intake, KafkaGate kafka, IngestSettings settings, Scheduler requestThreads) {
        return new EventsController(intake, kafka, settings, requestThreads);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler requestThreads() {
        return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "ingest-requests");
    }

    /** The door's calls; of which shop an event is, its source says. */
    @Bean
    AccessTable accessTable() {
        return AccessTable.of(
                call(POST, "/v1/events", Role.SHOP).in(ShopRule.HANDLER),
                open(GET, "/openapi"),
                open(GET, "/openapi.yaml"),
                open(GET, "/actuator/health"),
                open(GET, "/actuator/health/{*part}"),
                open(GET, "/actuator/prometheus"),
                everything("/actuator/{*endpoint}", Role.OPS));
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaGate kafka) {
        return new KafkaHealth(kafka);
    }
}
