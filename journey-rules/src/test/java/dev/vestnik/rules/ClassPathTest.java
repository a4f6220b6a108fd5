package dev.vestnik.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.common.TopicPartition",
                "org.springframework.context.ApplicationContext",
                "org.apache.avro.Schema",
                "io.micrometer.core.instrument.MeterRegistry",
                "dev.vestnik.schemas.CustomerKey"
            })
    void theClassPathHasNothingOfTheOutsideWorld(String name) {
        assertThat(ClassPathTest.class.getClassLoader().getResource(name.replace('.', '/') + ".class"))
                .isNull();
    }
}
