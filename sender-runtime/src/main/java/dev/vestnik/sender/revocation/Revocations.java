package dev.vestnik.sender.revocation;

import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All revocations of the last days that this sender's messages may have, of all partitions, in memory; shared by its lanes. A lane that is
 * about to open attempts reads them on its own thread.
 */
public final class Revocations implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    /** The id of no message. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final Duration POLL = Duration.ofMillis(50);
    /** An engine commits ten times a second; a thread of it that failed is replaced after a second. */
    private static final long HANGING_NANOS = Duration.ofMillis(500).toNanos();

    private final String channel;
    private final InstantSource clock;
    private final PoisonRevocations poison;
    private final RevokedIds ids = new RevokedIds(Topics.REVOCATIONS.retention(), most());
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();
    private final List<TopicPartition> partitions;
    private final Consumer<byte[], byte[]> consumer;
    /** Tells the ends of the partitions, uncommitted records included. */
    private final Consumer<byte[], byte[]> ends;

    private final Map<TopicPartition, Committed> committed = new HashMap<>();
    private volatile boolean caughtUp;

    /** A tenth of the heap at most: an id takes 51 bytes right after its table has grown. */
    private static int most() {
        return (int) Math.min(20_000_000, Runtime.getRuntime().maxMemory() / 510);
    }

    /** Handles records of the topic that are no revocations. */
    @FunctionalInterface
    public interface PoisonRevocations {
        void setAside(ConsumerRecord<byte[], byte[]> record, String cause);
    }

    public Revocations(KafkaSettings kafka, ChannelName channel, InstantSource clock, PoisonRevocations poison) {
        String clientId = channel + "-sender";
        this.channel = channel.name();
        this.clock = clock;
        this.poison = poison;
        this.deserializer.configure(kafka.clientConfig(), false);
        this.partitions = IntStream.range(0, kafka.partitions())
                .mapToObj(p -> new TopicPartition(kafka.layout().name(Topics.REVOCATIONS), p))
                .toList();
        this.consumer = consumer(kafka, clientId + "-revocations", "read_committed");
        this.ends = consumer(kafka, clientId + "-revocation-ends", "read_uncommitted");
        ends.assign(partitions); // else the client warns of partitions that it does not have
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * The end of a partition's committed records at the last look.
     *
     * @param since the earliest time at which they can have stopped there, by {@link System#nanoTime}
     */
    private record Committed(long end, long since, long seen) {}

    private static Consumer<byte[], byte[]> consumer(KafkaSettings kafka, String clientId, String isolation) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", clientId);
        config.put("isolation.level", isolation);
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 10_000);
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        return new KafkaConsumer<>(config);
    }

    /**
     * Reads to the end of all partitions as of this call. Does not wait for an engine's open transaction, unless it hangs: an engine that
     * died leaves its transaction open for seconds, and the revocations that its successor commits meanwhile stand behind it, unreadable.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka or the registry does not answer within the limit, or a transaction
     *     hangs for longer: the caller must open no attempt then
     */
    public synchronized void catchUp(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<TopicPartition, Long> written = ends.endOffsets(partitions, limit);
        while (isBehind(written, limit)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("did not reach the end of the revocations in time");
            }
            take(consumer.poll(POLL));
            ids.forgetBefore(clock.instant());
        }
        ids.forgetBefore(clock.instant());
        caughtUp = true;
    }

    private boolean isBehind(Map<TopicPartition, Long> written, Duration limit) {
        long now = System.nanoTime();
        List<TopicPartition> unread = new ArrayList<>();
        written.forEach((partition, end) -> {
            if (consumer.position(partition) < end) {
                unread.add(partition);
            } else {
                committed.put(partition, new Committed(end, now, now));
            }
        });
        if (unread.isEmpty()) {
            return false;
        }
        Map<TopicPartition, Long> readable = consumer.endOffsets(unread, limit);
        boolean behind = false;
        for (TopicPartition partition : unread) {
            long end = readable.getOrDefault(partition, 0L);
            behind |= mayHang(partition, end, now);
            behind |= consumer.position(partition) < end;
        }
        return behind;
    }

    /** Whether the committed records may have ended there for longer than a live engine leaves a transaction open. */
    private boolean mayHang(TopicPartition partition, long end, long now) {
        Committed before = committed.get(partition);
        long since = before == null ? now - HANGING_NANOS : before.end() == end ? before.since() : before.seen();
        committed.put(partition, new Committed(end, since, now));
        return now - since >= HANGING_NANOS;
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        try {
            List<Read> read = new ArrayList<>(records.count());
            records.forEach(record -> read.add(read(record)));
            read.forEach(this::apply);
        } catch (RuntimeException | Error e) { // reads the records again: no revocation may be passed over
            records.partitions()
                    .forEach(p -> consumer.seek(p, records.records(p).getFirst().offset()));
            throw e;
        }
    }

    /**
     * A record as it was read.
     *
     * @param messageId null: it is no revocation, for this reason
     * @param channel null: of all
     */
    private record Read(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable UUID messageId,
            String reason,
            @Nullable String channel) {
        Read(ConsumerRecord<byte[], byte[]> record, String cause) {
            this(record, null, cause, null);
        }
    }

    private Read read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value()) instanceof Revocation revocation
                    ? read(record, revocation)
                    : new Read(record, "no revocation");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // poison: the decoder has no bounds of its own
            return new Read(record, String.valueOf(e.getMessage()));
        }
    }

    private static Read read(ConsumerRecord<byte[], byte[]> record, Revocation revocation) {
        UUID id = UUID.fromString(revocation.getMessageId());
        return id.equals(NOBODY)
                ? new Read(record, "it names no message")
                : new Read(record, id, revocation.getReason(), revocation.getChannel());
    }

    private void apply(Read read) {
        if (read.messageId() == null) {
            poison.setAside(read.record(), read.reason());
        } else if (read.channel() == null || read.channel().equals(channel)) {
            ids.add(
                    read.messageId(),
                    read.reason(),
                    Instant.ofEpochMilli(read.record().timestamp()));
        }
    }

    /** The reason why the message was revoked, as of the last {@link #catchUp}; empty when it was not. */
    public synchronized Optional<String> reason(UUID messageId) {
        return ids.reason(messageId);
    }

    /** The number of revocations in memory. */
    public synchronized int known() {
        return ids.size();
    }

    /** The number of revocations that were forgotten before their time, for want of memory. */
    public synchronized long forgotten() {
        return ids.forgotten();
    }

    /** Whether the whole topic has been read once. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    @Override
    public synchronized void close() {
        log.info("revocations=closed known={}", ids.size());
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        ends.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        deserializer.close();
    }
}
