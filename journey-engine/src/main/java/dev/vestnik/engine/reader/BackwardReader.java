package dev.vestnik.engine.reader;

import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic of one partition from its end, a bounded part at a time, for people who ask; one reading at a time. Blocks. */
public final class BackwardReader {
    private static final int CHUNK = 1_000;
    /** A page looks at no more records, however few of them are wanted: the next one goes on from there. */
    private static final int MOST_LOOKED_AT = 20_000;

    private static final int MOST_FETCHED = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> config;
    private final ReentrantLock one = new ReentrantLock();

    /** @param clientId of its consumers */
    public BackwardReader(KafkaSettings settings, String clientId) {
        config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHUNK);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** @param next records before this offset come after these; null: there are none */
    public record Part<T>(List<T> found, @Nullable Long next) {}

    /**
     * The newest first.
     *
     * @param topic on the cluster
     * @param before an offset; null: from the end
     * @param wanted what is kept of a record; null for one that is not wanted
     * @throws TimeoutException when the broker does not answer in time
     */
    public <T> Part<T> read(
            String topic,
            @Nullable Long before,
            int limit,
            Function<ConsumerRecord<byte[], byte[]>, @Nullable T> wanted) {
        return reading(topic, reading -> reading.part(before, limit, wanted));
    }

    /**
     * Shows the records at these offsets one after the other; those that are not there are left out of the answer.
     *
     * @param use may block; the record is not kept
     * @return by their offsets
     * @throws TimeoutException when the broker does not answer in time
     */
    public <T> Map<Long, T> at(
            String topic, Collection<Long> offsets, Function<ConsumerRecord<byte[], byte[]>, T> use) {
        return reading(topic, reading -> reading.at(offsets, use));
    }

    /**
     * The topics among these that are there and not empty.
     *
     * @throws TimeoutException when the broker does not answer in time
     */
    public Set<String> notEmpty(Collection<String> topics) {
        one.lock();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Set<String> there = consumer.listTopics(PATIENCE).keySet();
            List<TopicPartition> partitions = topics.stream()
                    .filter(there::contains)
                    .map(topic -> new TopicPartition(topic, 0))
                    .toList();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
            return consumer.endOffsets(partitions, PATIENCE).entrySet().stream()
                    .filter(end -> end.getValue() > first.getOrDefault(end.getKey(), 0L))
                    .map(end -> end.getKey().topic())
                    .collect(Collectors.toSet());
        } finally {
            one.unlock();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private <T> T reading(String topic, Function<OpenPartition, T> read) {
        one.lock();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            return read.apply(new OpenPartition(consumer, partition));
        } finally {
            one.unlock();
        }
    }

    private record Kept<T>(long offset, T value) {}

    /** One reading of a partition. */
    private record OpenPartition(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        private long first() {
            return consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        }

        private long last() {
            return consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        }

        <T> Part<T> part(
                @Nullable Long before, int limit, Function<ConsumerRecord<byte[], byte[]>, @Nullable T> wanted) {
            long first = first();
            long end = before == null ? last() : Math.min(before, last());
            long stop = Math.max(first, end - MOST_LOOKED_AT);
            List<T> found = new ArrayList<>();
            while (end > stop) {
                long from = Math.max(stop, end - CHUNK);
                for (Kept<T> kept : kept(from, end, wanted).reversed()) {
                    found.add(kept.value());
                    if (found.size() == limit) {
                        return new Part<>(found, kept.offset() > first ? kept.offset() : null);
                    }
                }
                end = from;
            }
            return new Part<>(found, stop > first ? stop : null);
        }

        <T> Map<Long, T> at(Collection<Long> offsets, Function<ConsumerRecord<byte[], byte[]>, T> use) {
            long first = first();
            long last = last();
            Map<Long, T> found = new HashMap<>();
            for (long offset : offsets) {
                if (offset >= first && offset < last) {
                    kept(offset, offset + 1, use::apply).forEach(kept -> found.put(offset, kept.value()));
                }
            }
            return found;
        }

        private <T> List<Kept<T>> kept(
                long from, long end, Function<ConsumerRecord<byte[], byte[]>, @Nullable T> wanted) {
            List<Kept<T>> kept = new ArrayList<>();
            consumer.seek(partition, from);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition, PATIENCE) < end) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(500)).records(partition)) {
                    T value = record.offset() < end ? wanted.apply(record) : null;
                    if (value != null) {
                        kept.add(new Kept<>(record.offset(), value));
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(partition.topic() + " could not be read in time");
                }
            }
            return kept;
        }
    }
}
