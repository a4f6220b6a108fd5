package dev.vestnik.engine.simulation;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** The events that the topic still has. Reads with consumers of its own, without a group: the processing does not notice. Blocks. */
final class RecordedEvents {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCH = 5_000;
    private static final int MOST_FETCHED = 8 << 20;

    private final KafkaSettings kafka;
    private final DefaultKafkaConsumerFactory<byte[], byte[]> consumers;

    RecordedEvents(KafkaSettings kafka) {
        this.kafka = kafka;
        this.consumers = new DefaultKafkaConsumerFactory<>(
                config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer(), false);
    }

    private static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "journey-engine-simulation");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_FETCHED);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }

    /** A consumer for one thread, which closes it. */
    Consumer<byte[], byte[]> consumer() {
        return consumers.createConsumer();
    }

    /**
     * A part of a partition.
     *
     * @param from the first offset
     * @param to the offset behind the last one
     */
    record Stretch(TopicPartition partition, long from, long to) {
        long records() {
            return Math.max(0, to - from);
        }
    }

    /**
     * The recorded part of a period.
     *
     * @param first the time from which on the topic has all events; null: it has none
     */
    record Extent(@Nullable Instant first, List<Stretch> stretches) {
        Extent {
            stretches = List.copyOf(stretches);
        }

        long records() {
            return stretches.stream().mapToLong(Stretch::records).sum();
        }
    }

    /** @param from null: the first event of all */
    Extent extent(@Nullable Instant from, Instant to) {
        List<TopicPartition> partitions = partitions();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(at(partitions, Instant.EPOCH));
            Map<TopicPartition, OffsetAndTimestamp> begins =
                    from == null ? first : consumer.offsetsForTimes(at(partitions, from));
            Map<TopicPartition, OffsetAndTimestamp> behind = consumer.offsetsForTimes(at(partitions, to));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Stretch> stretches = partitions.stream()
                    .map(partition -> {
                        long end = Objects.requireNonNull(ends.get(partition));
                        return new Stretch(
                                partition, offset(begins.get(partition), end), offset(behind.get(partition), end));
                    })
                    .toList();
            return new Extent(complete(first, consumer.beginningOffsets(partitions)), stretches);
        }
    }

    /** Retention takes of each partition by itself: the latest of those that it has cut tells, and the earliest where it has cut none. */
    private static @Nullable Instant complete(
            Map<TopicPartition, OffsetAndTimestamp> first, Map<TopicPartition, Long> begins) {
        return first.entrySet().stream()
                .filter(one -> one.getValue() != null && begins.getOrDefault(one.getKey(), 0L) > 0)
                .map(one -> Instant.ofEpochMilli(one.getValue().timestamp()))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> earliest(first));
    }

    private static @Nullable Instant earliest(Map<TopicPartition, OffsetAndTimestamp> first) {
        return first.values().stream()
                .filter(Objects::nonNull)
                .map(offset -> Instant.ofEpochMilli(offset.timestamp()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether retention has taken records of a stretch since it was measured. */
    static boolean isCut(Consumer<byte[], byte[]> consumer, Stretch stretch) {
        TopicPartition partition = stretch.partition();
        return stretch.records() > 0
                && consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) > stretch.from();
    }

    private static long offset(@Nullable OffsetAndTimestamp found, long end) {
        return found == null ? end : found.offset();
    }

    private static Map<TopicPartition, Long> at(List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        return times;
    }

    private List<TopicPartition> partitions() {
        String topic = kafka.layout().name(Topics.SHOP_EVENTS);
        return IntStream.range(0, kafka.layout().partitions(Topics.SHOP_EVENTS))
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /** Takes records one by one. */
    @FunctionalInterface
    interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Reads a stretch from its beginning to its end.
     *
     * @param stop whether nobody wants it any more: asked some times a second
     * @return false where it was stopped
     */
    static boolean read(Consumer<byte[], byte[]> consumer, Stretch stretch, Taker taker, BooleanSupplier stop) {
        TopicPartition partition = stretch.partition();
        consumer.assign(List.of(partition));
        if (stretch.records() > 0) {
            consumer.seek(partition, stretch.from());
            while (consumer.position(partition) < stretch.to()) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                    if (record.offset() < stretch.to()) {
                        taker.take(record);
                    }
                }
            }
        }
        return !stop.getAsBoolean();
    }
}
