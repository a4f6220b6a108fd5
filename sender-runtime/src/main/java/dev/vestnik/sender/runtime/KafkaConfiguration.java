package dev.vestnik.sender.runtime;

import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Beans that every part of a sender needs: its metrics, and a writer of records outside of a lane's transactions. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    private static final int LARGEST_REQUEST = 2 << 20;
    private static final int DELIVERY_TIMEOUT_MS = 15_000;
    private static final int CLOSE_SECONDS = 30;
    /**
     * A provider's report waits so long for others: a request costs nearly the same for one report as for a hundred. No longer, because
     * some centres deliver one report after the other, each when the one before is acknowledged.
     */
    private static final int GATHERING_MS = 10;

    @Bean
    SenderMetrics senderMetrics(MeterRegistry registry) {
        return new SenderMetrics(registry);
    }

    @Bean
    ObservedWriter<byte[], byte[]> recordWriter(
            KafkaSettings kafka, Environment environment, ObservationRegistry observations) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", environment.getProperty("spring.application.name", "sender") + "-reports");
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", GATHERING_MS);
        config.put("max.request.size", LARGEST_REQUEST);
        config.put("max.block.ms", Duration.ofSeconds(5).toMillis());
        config.put("request.timeout.ms", DELIVERY_TIMEOUT_MS / 2);
        config.put("delivery.timeout.ms", DELIVERY_TIMEOUT_MS);
        return new ObservedWriter<>(
                        config, new ByteArraySerializer(), new ByteArraySerializer(), observations, CLOSE_SECONDS)
                .withProducer();
    }
}
