package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.commit.EarlyCommits;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that tells how long its thread waits for commits. */
final class MeasuredProducer extends KafkaProducer<byte[], byte[]> {
    private final EarlyCommits commits;

    MeasuredProducer(Map<String, Object> config, EarlyCommits commits) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.commits = commits;
    }

    @Override
    public void flush() {
        commits.part(super::flush);
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        commits.part(() -> super.sendOffsetsToTransaction(offsets, group));
    }

    @Override
    public void commitTransaction() {
        commits.last(super::commitTransaction);
    }
}
