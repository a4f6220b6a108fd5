package dev.vestnik.engine.reader;

import dev.vestnik.engine.definitions.LogEnd;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import dev.vestnik.service.kafka.PartitionListener;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.TopicPartitionOffset;

/** A topic of one partition that every engine reads from its beginning, and writes to. A record counts when its writer has read it back. */
public final class SharedTopic implements BatchMessageListener<byte[], byte[]>, ConsumerSeekAware, AutoCloseable {
    private static final long ASK_AGAIN_MS = 1_000;
    private static final int TIMEOUT_MS = 10_000;
    private static final int CLOSE_SECONDS = 2;

    private final KafkaSettings kafka;
    private final Topic topic;
    private final String clientId;
    private final BooleanSupplier open;
    private final TopicPartition partition;
    private final ObservedWriter<String, byte[]> writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable TopicFollower follower;
    private @Nullable PartitionListener<byte[], byte[]> listener;
    private @Nullable LogEnd end;
    private long next;

    /** Takes what is read, one call at a time. */
    public interface TopicFollower {
        /** Takes the next record; must not throw. */
        void take(ConsumerRecord<byte[], byte[]> record);

        /** Hears that all that has come is taken: after some records, and once a second. */
        void rest();

        /** Hears that all is read that was there at the start. */
        void caughtUp();
    }

    /** @param open whether the topic is there: asked once a second until then */
    public SharedTopic(
            KafkaSettings kafka, Topic topic, String clientId, BooleanSupplier open, ObservationRegistry observations) {
        this.kafka = kafka;
        this.topic = topic;
        this.clientId = clientId;
        this.open = open;
        this.partition = new TopicPartition(kafka.layout().name(topic), 0);
        Map<String, Object> config = config();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topic.maxMessageBytes());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.writer = new ObservedWriter<>(
                config, new StringSerializer(), new ByteArraySerializer(), observations, CLOSE_SECONDS);
    }

    private Map<String, Object> config() {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        return config;
    }

    /** Begins to read as soon as the topic is there; waits for that on a thread of its own. */
    public void begin(TopicFollower reader) {
        Thread.ofVirtual().name(clientId + "-start").start(() -> startOnceOpen(reader));
    }

    private void startOnceOpen(TopicFollower reader) {
        try {
            while (!open.getAsBoolean()) {
                if (closing.await(ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            start(reader);
            while (!isReadToEnd()) {
                if (closing.await(ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            synchronized (this) {
                reader.caughtUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void start(TopicFollower reader) {
        if (closing.getCount() == 0) {
            return;
        }
        follower = reader;
        end = new LogEnd(kafka, clientId, topic);
        Map<String, Object> reading = config();
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        listener = new PartitionListener<>(
                reading,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                new TopicPartitionOffset(partition.topic(), partition.partition(), 0L),
                this);
        listener.start();
    }

    private boolean isReadToEnd() throws InterruptedException {
        try {
            awaitEnd();
            return true;
        } catch (KafkaException e) {
            return false; // the broker is away, or there is much to read
        }
    }

    @Override
    public synchronized void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        TopicFollower reader = follower;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= next && reader != null) { // else the listener has begun anew
                reader.take(record);
                next = record.offset() + 1;
            }
        }
        rest();
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        moved(positions);
    }

    @Override
    public void onIdleContainer(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        moved(positions);
    }

    private synchronized void moved(Map<TopicPartition, Long> positions) {
        next = Math.max(next, positions.getOrDefault(partition, next));
        rest();
    }

    private synchronized void rest() {
        if (follower != null) {
            follower.rest();
        }
        notifyAll();
    }

    /**
     * Waits until all that any engine has written by now is read here.
     *
     * @throws KafkaException when the broker does not answer, or the engine is starting
     */
    public void awaitEnd() throws InterruptedException {
        try {
            awaitRead(end().offset());
        } catch (ExecutionException e) {
            throw new KafkaException("the topic " + partition.topic() + " cannot be read", e);
        }
    }

    private synchronized LogEnd end() {
        if (end == null) {
            throw new KafkaException("the engine is starting");
        }
        return end;
    }

    /**
     * Writes a record and waits until it is read here.
     *
     * @param value null: what the key had is gone
     * @throws KafkaException when the broker does not take it in time, or the engine is starting
     */
    @SuppressWarnings("NullAway") // a record may have no value
    public void write(String key, byte @Nullable [] value) throws InterruptedException {
        end();
        try {
            RecordMetadata written = writer.write(new ProducerRecord<>(partition.topic(), 0, key, value))
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            awaitRead(written.offset() + 1);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the topic " + partition.topic() + " does not take a record", e);
        }
    }

    private synchronized void awaitRead(long offset) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (next < offset) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new KafkaException("the topic " + partition.topic() + " is not read in time");
            }
            wait(left);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        PartitionListener<byte[], byte[]> reading;
        LogEnd asked;
        synchronized (this) {
            notifyAll();
            reading = listener;
            asked = end;
        }
        if (reading != null) {
            reading.close();
        }
        if (asked != null) {
            asked.close();
        }
        writer.close();
    }
}
