package dev.vestnik.engine.support;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records to the keys of customers and other owners. */
final class CustomerRecords implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    private static final int CLOSE_SECONDS = 2;

    private final KafkaSettings settings;
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    private final ObservedWriter<String, SpecificRecord> writer;

    CustomerRecords(KafkaSettings settings, String clientId, ObservationRegistry observations) {
        this.settings = settings;
        Map<String, Object> config = config(settings, clientId);
        serializer.configure(config, false);
        this.writer = new ObservedWriter<>(config, new StringSerializer(), serializer, observations, CLOSE_SECONDS);
    }

    private static Map<String, Object> config(KafkaSettings settings, String clientId) {
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-api");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        return config;
    }

    /**
     * Blocks until the broker has it.
     *
     * @throws KafkaException when that takes too long or is refused
     */
    void write(Topic topic, CustomerKey customer, SpecificRecord value) throws InterruptedException {
        write(topic, customer.toString(), value);
    }

    /** The same to the key of any owner. */
    void write(Topic topic, String owner, SpecificRecord value) throws InterruptedException {
        try {
            writer.write(new ProducerRecord<>(settings.layout().name(topic), owner, value))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        writer.close();
        serializer.close();
    }
}
