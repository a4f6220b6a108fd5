package dev.vestnik.engine.audit;

import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The audit trail, and the call that reads it. */
@Configuration(proxyBeanMethods = false)
@Import(AuditController.class)
public class AuditConfiguration {
    private static final String CLIENT_ID = "journey-engine";

    @Bean
    AuditTrail auditTrail(KafkaSettings settings, ObservationRegistry observations) {
        return new AuditTrail(settings, CLIENT_ID, observations);
    }

    @Bean
    AuditFilter auditFilter(AuditTrail trail, InstantSource clock) {
        return new AuditFilter(trail, clock);
    }

    @Bean
    AuditReader auditReader(KafkaSettings settings) {
        return new AuditReader(settings, CLIENT_ID);
    }
}
