package dev.vestnik.benchmarks.harness;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a lane of SMS as its sender does, committed messages only, from its end at the start on; notes when each came. In a
 * thread of its own; readable after {@link #await}.
 */
public final class LaneReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final AvroDeserializer<OutboundMessage> reader = new AvroDeserializer<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final long[] due;
    private final long[] lateness;
    private final boolean reads;
    private volatile int count;
    private volatile long firstAt;
    private volatile long lastAt;
    private volatile boolean closed;

    /** @param reads whether to look into the messages for when they were due; else they are only counted */
    public LaneReader(Cluster cluster, MessageClass lane, int most, boolean reads) {
        Map<String, Object> config = cluster.settings().clientConfig();
        reader.configure(config, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        this.topic = cluster.name(Topics.lane(ChannelName.SMS, lane));
        this.consumer = new KafkaConsumer<>(config);
        this.reads = reads;
        this.due = new long[reads ? most : 0];
        this.lateness = new long[reads ? most : 0];
        List<TopicPartition> partitions = IntStream.range(0, cluster.settings().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.thread = Thread.ofPlatform().name("lane-reader").start(this::run);
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.currentTimeMillis();
                if (reads) {
                    records.forEach(message -> note(message, now));
                }
                if (!records.isEmpty()) {
                    firstAt = firstAt == 0 ? now : firstAt;
                    lastAt = now;
                    count = count + records.count();
                }
            }
        }
    }

    private int noted;

    private void note(ConsumerRecord<byte[], byte[]> message, long now) {
        OutboundMessage read = reader.deserialize(topic, message.value());
        if (read == null || noted == due.length) {
            throw new IllegalStateException("more messages than were to come, or an empty one");
        }
        due[noted] = read.getCausedAt().toEpochMilli();
        lateness[noted++] = now - read.getCausedAt().toEpochMilli();
    }

    public int count() {
        return count;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** The arrival of the first one, in epoch milliseconds; 0 while none has come. */
    public long firstAt() {
        return firstAt;
    }

    /** The arrival of the last one so far, in epoch milliseconds. */
    public long lastAt() {
        return lastAt;
    }

    /** The lateness of messages due in this time, its end excluded, ascending. */
    public long[] lateness(long dueFrom, long dueUntil) {
        long[] wanted = IntStream.range(0, count)
                .filter(i -> due[i] >= dueFrom && due[i] < dueUntil)
                .mapToLong(i -> lateness[i])
                .toArray();
        Arrays.sort(wanted);
        return wanted;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
