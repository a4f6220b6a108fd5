package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.commit.EarlyCommits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that tells how long its thread waits for commits, and spares the broker those that say nothing: Kafka Streams commits after every
 * punctuation, and a task that only looked whether there is something to do has no record and no new offset. With a record the offsets are
 * always sent, also the same: that is how the group refuses a thread whose tasks are another's by now.
 */
final class MeasuredProducer extends KafkaProducer<byte[], byte[]> {
    /** So long after a transaction the next one is made whatever it says: brokers forget a producer that made none for a week. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    private final EarlyCommits commits;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> sent = new HashMap<>();
    private long committedAt = System.nanoTime();
    private boolean wrote;

    MeasuredProducer(Map<String, Object> config, EarlyCommits commits) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.commits = commits;
    }

    @Override
    public void beginTransaction() {
        super.beginTransaction();
        sent.clear();
        wrote = false;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        wrote = true;
        return super.send(record, callback);
    }

    @Override
    public void flush() {
        commits.part(super::flush);
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        if (wrote || saysSomething(offsets)) {
            commits.part(() -> super.sendOffsetsToTransaction(offsets, group));
            sent.putAll(offsets);
        }
    }

    private boolean saysSomething(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return !committed.entrySet().containsAll(offsets.entrySet())
                || System.nanoTime() - committedAt > LONGEST_SILENCE.toNanos();
    }

    /** Asks the broker for nothing where nothing was sent. */
    @Override
    public void commitTransaction() {
        commits.last(super::commitTransaction);
        if (wrote || !sent.isEmpty()) {
            committed.putAll(sent);
            committedAt = System.nanoTime();
        }
    }
}
