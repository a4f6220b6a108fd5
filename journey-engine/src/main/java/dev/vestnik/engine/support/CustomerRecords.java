package dev.vestnik.engine.support;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to customers' keys. Opened with the first record: there may be no Kafka yet when the API is made. */
final class CustomerRecords implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    private final KafkaSettings settings;
    private final String clientId;
    private @Nullable Producer<String, SpecificRecord> producer;
    private boolean closed;

    CustomerRecords(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
    }

    /**
     * Blocks until the broker has it.
     *
     * @throws KafkaException when that takes too long or is refused
     */
    void write(Topic topic, CustomerKey customer, SpecificRecord value) throws InterruptedException {
        try {
            producer()
                    .send(new ProducerRecord<>(settings.layout().name(topic), customer.toString(), value))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private synchronized Producer<String, SpecificRecord> producer() {
        if (closed) {
            throw new KafkaException("the engine is shutting down");
        }
        Producer<String, SpecificRecord> open = producer;
        if (open == null) {
            open = create();
            producer = open;
        }
        return open;
    }

    private Producer<String, SpecificRecord> create() {
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-api");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        return new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
