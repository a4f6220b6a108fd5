package dev.vestnik.ingest;

import dev.vestnik.ingest.event.CloudEventReader;
import dev.vestnik.ingest.intake.IngestMetrics;
import dev.vestnik.ingest.intake.IngestSettings;
import dev.vestnik.ingest.intake.Intake;
import dev.vestnik.ingest.kafka.EventPublisher;
import dev.vestnik.ingest.kafka.KafkaGate;
import dev.vestnik.ingest.security.ApiKeys;
import dev.vestnik.ingest.security.SecuritySettings;
import dev.vestnik.schemas.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IngestSettings.class, SecuritySettings.class})
class IngestConfiguration {
    private static final String CLIENT = "order-ingest";

    @Bean
    static KafkaSettings kafkaSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("vestnik.kafka", KafkaSettings.class);
    }

    @Bean
    ApiKeys apiKeys(SecuritySettings settings, ServerProperties server) {
        InetAddress address = server.getAddress();
        if (settings.open() && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalArgumentException(
                    "vestnik.security.open=true needs a loopback server.address, which is " + address);
        }
        return new ApiKeys(settings);
    }

    @Bean
    EventPublisher eventPublisher(KafkaSettings kafka, IngestSettings settings) {
        return new EventPublisher(kafka, CLIENT, settings.kafkaPatience());
    }

    @Bean
    KafkaGate kafkaGate(KafkaSettings kafka, EventPublisher publisher) {
        return new KafkaGate(kafka, CLIENT, publisher);
    }

    @Bean
    Intake intake(EventPublisher publisher, IngestSettings settings, MeterRegistry meters) {
        return new Intake(
                new CloudEventReader(), publisher, new IngestMetrics(meters), settings, InstantSource.system());
    }
}
