package dev.vestnik.engine.audit;

import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the audit trail from its end, a bounded part at a time; one reading at a time. */
final class AuditReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditReader.class);
    private static final int CHUNK = 1_000;
    /** A page looks at no more entries, however few of them are asked for: the cursor goes on from there. */
    private static final int MOST_LOOKED_AT = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final String clientId;
    private final TopicPartition partition;
    private final AvroDeserializer<AuditEntry> deserializer = new AvroDeserializer<>();
    private final ReentrantLock one = new ReentrantLock();

    AuditReader(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
        this.partition = new TopicPartition(settings.layout().name(Topics.AUDIT), 0);
        deserializer.configure(settings.clientConfig(), false);
    }

    /** @param offset of its record */
    record Read(long offset, AuditEntry entry) {}

    /** @param next entries before this offset come after these; null: there are none */
    record Part(List<Read> entries, @Nullable Long next) {}

    /**
     * Newest first. Blocks.
     *
     * @param before an offset; null: from the end
     * @throws TimeoutException when the broker does not answer in time
     */
    Part read(@Nullable Long before, Predicate<AuditEntry> wanted, int limit) {
        one.lock();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            return read(consumer, before, wanted, limit);
        } finally {
            one.unlock();
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-audit");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHUNK);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return config;
    }

    private Part read(
            KafkaConsumer<byte[], byte[]> consumer, @Nullable Long before, Predicate<AuditEntry> wanted, int limit) {
        long first = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long last = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long end = before == null ? last : Math.min(before, last);
        long stop = Math.max(first, end - MOST_LOOKED_AT);
        List<Read> found = new ArrayList<>();
        while (end > stop) {
            long from = Math.max(stop, end - CHUNK);
            for (ConsumerRecord<byte[], byte[]> record :
                    chunk(consumer, from, end).reversed()) {
                AuditEntry entry = entry(record);
                if (entry != null && wanted.test(entry)) {
                    found.add(new Read(record.offset(), entry));
                }
                if (found.size() == limit) {
                    return new Part(found, record.offset() > first ? record.offset() : null);
                }
            }
            end = from;
        }
        return new Part(found, stop > first ? stop : null);
    }

    private List<ConsumerRecord<byte[], byte[]>> chunk(KafkaConsumer<byte[], byte[]> consumer, long from, long end) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition, PATIENCE) < end) {
            consumer.poll(Duration.ofMillis(500)).records(partition).stream()
                    .filter(record -> record.offset() < end)
                    .forEach(records::add);
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the audit trail could not be read in time");
            }
        }
        return records;
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
