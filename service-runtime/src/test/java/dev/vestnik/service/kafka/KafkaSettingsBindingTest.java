package dev.vestnik.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KafkaSettingsBindingTest {

    @Test
    void nothingConfiguredIsThisMachine() {
        assertThat(bound(Map.of())).isEqualTo(new KafkaSettings(null, null, 0, 0, null, null));
    }

    @Test
    void clientPropertiesKeepTheirDots() {
        KafkaSettings settings = bound(Map.of(
                "vestnik.kafka.bootstrap-servers", "kafka:9093",
                "vestnik.kafka.replication", "3",
                "vestnik.kafka.properties.security.protocol", "SASL_SSL",
                "vestnik.kafka.properties.basic.auth.user.info", "user:password"));
        assertThat(settings.layout().replication()).isEqualTo((short) 3);
        assertThat(settings.clientConfig())
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("basic.auth.user.info", "user:password");
    }

    @Test
    void aWrongValueIsNamed() {
        assertThatThrownBy(() -> bound(Map.of("vestnik.kafka.partitions", "-3")))
                .hasRootCauseMessage("vestnik.kafka.partitions must be at least 1");
    }

    private static KafkaSettings bound(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return KafkaSettingsConfiguration.kafkaSettings(environment);
    }
}
