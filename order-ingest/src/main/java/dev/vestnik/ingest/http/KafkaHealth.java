package dev.vestnik.ingest.http;

import dev.vestnik.ingest.kafka.KafkaGate;
import dev.vestnik.ingest.kafka.KafkaState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready means that events can go to Kafka. */
final class KafkaHealth implements HealthIndicator {
    private final KafkaGate kafka;

    KafkaHealth(KafkaGate kafka) {
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
