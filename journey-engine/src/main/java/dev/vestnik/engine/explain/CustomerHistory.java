package dev.vestnik.engine.explain;

import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingDecisions;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Reads what topics still have of a customer: events, decisions. Each call has a consumer of its own, off the stream threads, and blocks. */
final class CustomerHistory implements AutoCloseable {
    /** Records of all customers of the partition that one call looks through: some seconds' worth. */
    static final long MOST_RECORDS = 2_000_000;

    /** Records of the customer. More would be no customer's. */
    static final int MOST_OF_CUSTOMER = 5_000;

    /** Bytes of the customer's records: decoded they take some times as much of the memory that the engine decides in. */
    static final long MOST_BYTES = 16L << 20;

    /** Less than a caller waits for an answer. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings kafka;
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();
    private final DefaultKafkaConsumerFactory<byte[], byte[]> consumers;

    CustomerHistory(KafkaSettings kafka) {
        this.kafka = kafka;
        deserializer.configure(kafka.clientConfig(), false);
        consumers = new DefaultKafkaConsumerFactory<>(
                config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer(), false);
    }

    private static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "journey-engine-explain");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }

    /**
     * Records that were read.
     *
     * @param items in the order of the topic
     * @param coverage how much of what was asked for
     */
    record Told<T>(List<T> items, Coverage coverage) {}

    /** Makes something of a record; null where it says nothing here, or is not the customer's. */
    @FunctionalInterface
    private interface Meaning<T> {
        @Nullable
        T of(IndexedRecord value, Instant at);
    }

    /**
     * Records that are looked for.
     *
     * @param mayBe whether a record is worth being decoded
     * @param surely whether it is the customer's, so that it counts where it cannot be read
     */
    private record Sought<T>(
            Predicate<ConsumerRecord<byte[], byte[]>> mayBe,
            Predicate<ConsumerRecord<byte[], byte[]>> surely,
            Meaning<T> meaning) {}

    /**
     * @param records that were looked through, of all customers
     * @param oldest the time of the first record that the topic still has of the window; null where it has none
     * @param readTo the time up to which the window was read; null where nothing was
     * @param unreadable records of the customer that this version cannot read
     * @param complete whether the window was read to its end
     */
    record Coverage(
            long records,
            @Nullable Instant oldest,
            @Nullable Instant readTo,
            int unreadable,
            boolean complete) {
        /** Nothing was to be read. */
        static final Coverage NOTHING = new Coverage(0, null, null, 0, true);
    }

    Told<Signal.Happened> events(CustomerKey customer, Window window) {
        OwnRecords own = new OwnRecords(customer);
        return read(
                partition(Topics.SHOP_EVENTS, customer),
                window,
                new Sought<>(own::mayBe, own::hasKey, (value, at) -> event(customer, value, at)));
    }

    private static Signal.@Nullable Happened event(CustomerKey wanted, IndexedRecord value, Instant at) {
        return IncomingRecords.read(value, at) instanceof Incoming.Said(var customer, Signal.Happened happened)
                        && customer.equals(wanted)
                ? happened
                : null;
    }

    Told<TimelineEntry> decisions(CustomerKey customer, Window window) {
        OwnRecords own = new OwnRecords(customer);
        return read(
                partition(Topics.DECISIONS, customer),
                window,
                new Sought<>(own::hasKey, own::hasKey, CustomerHistory::decision));
    }

    private static @Nullable TimelineEntry decision(IndexedRecord value, Instant at) {
        return value instanceof Decision decision
                ? new TimelineEntry(IncomingDecisions.sequence(decision), IncomingDecisions.read(decision))
                : null;
    }

    private TopicPartition partition(Topic topic, CustomerKey customer) {
        int number = Utils.toPositive(customer.murmur2()) % kafka.layout().partitions(topic);
        return new TopicPartition(kafka.layout().name(topic), number);
    }

    private <T> Told<T> read(TopicPartition partition, Window window, Sought<T> sought) {
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer()) {
            consumer.assign(List.of(partition));
            return new PartitionReading<>(consumer, partition, sought).toItsEnd(window);
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }

    /** One walk through a part of a partition. */
    private final class PartitionReading<T> {
        private final Consumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final Sought<T> sought;
        private final List<T> items = new ArrayList<>();
        private long records;
        private long bytes;
        private int unreadable;
        private @Nullable Instant oldest;
        private @Nullable Instant readTo;

        PartitionReading(Consumer<byte[], byte[]> consumer, TopicPartition partition, Sought<T> sought) {
            this.consumer = consumer;
            this.partition = partition;
            this.sought = sought;
        }

        Told<T> toItsEnd(Window window) {
            OffsetAndTimestamp first = offset(window.from());
            if (first == null) {
                return told(true);
            }
            long end = end(window.to());
            consumer.seek(partition, first.offset());
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (consumer.position(partition) < end) {
                if (isFull() || System.nanoTime() > deadline) {
                    return told(false);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                    if (!isFull()) {
                        take(record, end);
                    }
                }
            }
            return told(!isFull());
        }

        private boolean isFull() {
            return records >= MOST_RECORDS || items.size() >= MOST_OF_CUSTOMER || bytes >= MOST_BYTES;
        }

        private Told<T> told(boolean complete) {
            return new Told<>(items, new Coverage(records, oldest, readTo, unreadable, complete));
        }

        private long end(Instant to) {
            OffsetAndTimestamp behind = offset(to);
            return behind == null
                    ? consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L)
                    : behind.offset();
        }

        private @Nullable OffsetAndTimestamp offset(Instant at) {
            return consumer.offsetsForTimes(Map.of(partition, at.toEpochMilli()))
                    .get(partition);
        }

        private void take(ConsumerRecord<byte[], byte[]> record, long end) {
            if (record.offset() >= end) {
                return;
            }
            records++;
            Instant at = Instant.ofEpochMilli(record.timestamp());
            oldest = oldest == null ? at : oldest;
            readTo = at;
            if (sought.mayBe().test(record)) {
                read(record, at);
            }
        }

        /** A record that cannot be read was set aside by the engine too. */
        private void read(ConsumerRecord<byte[], byte[]> record, Instant at) {
            try {
                IndexedRecord value = deserializer.deserialize(record.topic(), record.value());
                T item = value == null ? null : sought.meaning().of(value, at);
                if (item != null) {
                    items.add(item);
                    bytes += record.serializedValueSize();
                }
            } catch (RuntimeException | StackOverflowError e) {
                unreadable += sought.surely().test(record) ? 1 : 0;
            }
        }
    }
}
