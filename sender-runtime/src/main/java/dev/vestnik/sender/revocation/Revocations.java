package dev.vestnik.sender.revocation;

import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All revocations of the last days, of all partitions, in memory; shared by the lanes of a sender. It reads when a lane is about to
 * open attempts, on that lane's thread.
 */
public final class Revocations implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaSettings kafka;
    private final InstantSource clock;
    private final PoisonRevocations poison;
    private final RevokedIds ids = new RevokedIds(Topics.REVOCATIONS.retention());
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();
    private final List<TopicPartition> partitions;
    private final Consumer<byte[], byte[]> consumer;
    private volatile boolean caughtUp;

    /** What to do with records of the topic that are no revocations. */
    @FunctionalInterface
    public interface PoisonRevocations {
        void setAside(ConsumerRecord<byte[], byte[]> record, String cause);
    }

    public Revocations(KafkaSettings kafka, String clientId, InstantSource clock, PoisonRevocations poison) {
        this.kafka = kafka;
        this.clock = clock;
        this.poison = poison;
        this.deserializer.configure(kafka.clientConfig(), false);
        this.partitions = IntStream.range(0, kafka.partitions())
                .mapToObj(p -> new TopicPartition(kafka.layout().name(Topics.REVOCATIONS), p))
                .toList();
        this.consumer = consumer(clientId + "-revocations");
    }

    private Consumer<byte[], byte[]> consumer(String clientId) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", clientId);
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 10_000);
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        Consumer<byte[], byte[]> created = new KafkaConsumer<>(config);
        created.assign(partitions);
        created.seekToBeginning(partitions);
        return created;
    }

    /**
     * Reads to the end of all partitions as of this call. The end is that of committed transactions, as every reader sees it.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka or the registry does not answer within the limit: nothing may be
     *     opened then
     */
    public synchronized void catchUp(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, limit);
        while (isBehind(ends)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("did not reach the end of the revocations in time");
            }
            take(consumer.poll(POLL));
        }
        ids.forgetBefore(clock.instant());
        caughtUp = true;
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        try {
            List<Read> read = new ArrayList<>(records.count());
            records.forEach(record -> read.add(read(record)));
            read.forEach(this::apply);
        } catch (RegistryUnavailableException e) {
            records.partitions()
                    .forEach(p -> consumer.seek(p, records.records(p).getFirst().offset()));
            throw e;
        }
    }

    private record Read(
            ConsumerRecord<byte[], byte[]> record, @Nullable UUID messageId, String reason) {}

    private Read read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value()) instanceof Revocation revocation
                    ? new Read(record, UUID.fromString(revocation.getMessageId()), revocation.getReason())
                    : new Read(record, null, "no revocation");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (SerializationException | IllegalArgumentException e) {
            return new Read(record, null, String.valueOf(e.getMessage()));
        }
    }

    private void apply(Read read) {
        if (read.messageId() == null) {
            poison.setAside(read.record(), read.reason());
        } else {
            ids.add(
                    read.messageId(),
                    read.reason(),
                    Instant.ofEpochMilli(read.record().timestamp()));
        }
    }

    /** Why the message was revoked, as of the last {@link #catchUp}. */
    public synchronized Optional<String> reason(UUID messageId) {
        return ids.reason(messageId);
    }

    /** Whether the whole topic has been read once. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    @Override
    public synchronized void close() {
        log.info("revocations=closed known={}", ids.size());
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        deserializer.close();
    }
}
