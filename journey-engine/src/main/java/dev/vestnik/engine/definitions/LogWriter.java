package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Submission;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Appends changes to the log. */
final class LogWriter implements AutoCloseable {
    private static final int MAX_RECORD_BYTES = 8 << 20;
    private static final int TIMEOUT_MS = 10_000;
    private static final int CLOSE_SECONDS = 2;

    private final String topic;
    private final ObservedWriter<String, DefinitionChange> writer;

    LogWriter(KafkaSettings settings, String clientId, ObservationRegistry observations) {
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
        this.writer = new ObservedWriter<>(config, new StringSerializer(), serializer, observations, CLOSE_SECONDS);
    }

    /** Appends; the future fails when the broker or the registry does not take the record in time. */
    CompletableFuture<?> append(Submission submission) {
        return writer.write(
                new ProducerRecord<>(topic, 0, SubmissionCodec.key(submission), SubmissionCodec.encode(submission)));
    }

    @Override
    public void close() {
        writer.close();
    }
}
