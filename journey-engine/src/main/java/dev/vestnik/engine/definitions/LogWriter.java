package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Change;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Appends changes to the log. */
final class LogWriter implements AutoCloseable {
    private static final int MAX_RECORD_BYTES = 8 << 20;
    private static final int TIMEOUT_MS = 10_000;

    private final String topic;
    private final Producer<String, DefinitionChange> producer;

    LogWriter(KafkaSettings settings, String clientId) {
        this.topic = settings.layout().name(Topics.DEFINITIONS);
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-definitions");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        AvroSerializer<DefinitionChange> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    /** Appends; the future fails when the broker or the registry does not take the record in time. */
    CompletableFuture<Void> append(Change change) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            producer.send(
                    new ProducerRecord<>(topic, 0, change.definition().toString(), ChangeCodec.encode(change)),
                    (metadata, failure) -> {
                        if (failure == null) {
                            written.complete(null);
                        } else {
                            written.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
