package dev.vestnik.service.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready means that records can go to Kafka. */
public final class KafkaHealth implements HealthIndicator {
    private final KafkaGate kafka;

    public KafkaHealth(KafkaGate kafka) {
        this.kafka = kafka;
    }

    @Override
    public Health health() {
        return switch (kafka.state()) {
            case KafkaState.Reachable() -> Health.up().build();
            case KafkaState.Preparing() ->
                Health.outOfService()
                        .withDetail("cause", "waiting for Kafka and the registry")
                        .build();
            case KafkaState.Away(String cause) ->
                Health.down().withDetail("cause", cause).build();
            case KafkaState.Refused(String cause) ->
                Health.down().withDetail("cause", cause).build();
        };
    }
}
