package dev.vestnik.engine.audit;

import dev.vestnik.engine.reader.BackwardReader;
import dev.vestnik.engine.reader.BackwardReader.Part;
import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the audit trail from its end, a bounded part at a time. */
final class AuditReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditReader.class);

    private final String topic;
    private final BackwardReader reader;
    private final AvroDeserializer<AuditEntry> deserializer = new AvroDeserializer<>();

    AuditReader(KafkaSettings settings, String clientId) {
        this.topic = settings.layout().name(Topics.AUDIT);
        this.reader = new BackwardReader(settings, clientId + "-audit");
        deserializer.configure(settings.clientConfig(), false);
    }

    /**
     * Newest first. Blocks.
     *
     * @param before an offset; null: from the end
     * @throws TimeoutException when the broker does not answer in time
     */
    Part<AuditEntry> read(@Nullable Long before, Predicate<AuditEntry> wanted, int limit) {
        return reader.read(topic, before, limit, record -> {
            AuditEntry entry = entry(record);
            return entry != null && wanted.test(entry) ? entry : null;
        });
    }

    /** Null for what no engine has written. */
    private @Nullable AuditEntry entry(ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value());
        } catch (RuntimeException e) {
            log.warn(
                    "audit=unreadable offset={} cause=\"{}\"",
                    record.offset(),
                    e.getClass().getSimpleName());
            return null;
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
