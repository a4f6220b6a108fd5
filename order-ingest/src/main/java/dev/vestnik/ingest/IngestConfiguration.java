package dev.vestnik.ingest;

import dev.vestnik.ingest.event.CloudEventReader;
import dev.vestnik.ingest.intake.IngestMetrics;
import dev.vestnik.ingest.intake.IngestSettings;
import dev.vestnik.ingest.intake.Intake;
import dev.vestnik.ingest.kafka.EventPublisher;
import dev.vestnik.service.kafka.KafkaGate;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.KafkaSettingsConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestSettings.class)
@Import(KafkaSettingsConfiguration.class)
class IngestConfiguration {
    private static final String CLIENT = "order-ingest";

    @Bean
    EventPublisher eventPublisher(KafkaSettings kafka, IngestSettings settings, ObservationRegistry observations) {
        return new EventPublisher(kafka, CLIENT, settings.kafkaPatience(), observations);
    }

    @Bean
    KafkaGate kafkaGate(KafkaSettings kafka, EventPublisher publisher) {
        return new KafkaGate(kafka, CLIENT, EventPublisher.TOPICS, publisher::prepare);
    }

    @Bean
    Intake intake(EventPublisher publisher, IngestSettings settings, MeterRegistry meters, InstantSource clock) {
        return new Intake(new CloudEventReader(), publisher, new IngestMetrics(meters), settings, clock);
    }
}
