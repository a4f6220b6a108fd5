package dev.vestnik.engine.streams.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.streams.commit.EarlyCommits;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the threads of the engine commit, on a real broker. */
@ExtendWith(SharedEngine.class)
class MeasuredProducerTest {
    private static final String TRANSACTIONS = "txn-send-offsets-time-ns-total";

    private final String name = "measured-" + UUID.randomUUID();
    private final TopicPartition source = new TopicPartition(name, 0);
    private final Admin admin;
    private final MeasuredProducer producer;

    MeasuredProducerTest(Cluster cluster) {
        KafkaSettings settings = cluster.settings("", 1);
        admin = Admin.create(settings.clientConfig());
        Map<String, Object> config = new HashMap<>(settings.clientConfig());
        config.put("transactional.id", name);
        producer = new MeasuredProducer(config, new EarlyCommits());
    }

    @BeforeEach
    void begin() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        producer.initTransactions();
    }

    @AfterEach
    void close() {
        producer.close();
        admin.close();
    }

    @Test
    void asksTheBrokerForNothingWhereNothingIsNew() throws ExecutionException, InterruptedException {
        commit(5, new ConsumerGroupMetadata(name));
        double first = spentOnOffsets();
        commit(5, new ConsumerGroupMetadata(name));
        assertThat(spentOnOffsets()).isEqualTo(first).isPositive();

        commit(6, new ConsumerGroupMetadata(name));
        assertThat(spentOnOffsets()).isGreaterThan(first);
        assertThat(committed()).isEqualTo(6);
    }

    @Test
    void sendsOffsetsThatWereNotCommittedAfterAll() throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(5)), new ConsumerGroupMetadata(name));
        producer.abortTransaction();
        commit(5, new ConsumerGroupMetadata(name));
        assertThat(committed()).isEqualTo(5);
    }

    /** The group has no such member: its tasks are another's. */
    @Test
    void aRecordOfAThreadWithoutItsTasksIsRefusedAlsoWithTheSameOffset() {
        commit(5, new ConsumerGroupMetadata(name));
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(name, new byte[] {1}));
        ConsumerGroupMetadata lost = new ConsumerGroupMetadata(name, 7, "gone", Optional.empty());
        assertThatThrownBy(() -> {
                    producer.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(5)), lost);
                    producer.commitTransaction();
                })
                .isInstanceOf(KafkaException.class);
    }

    private void commit(long offset, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(offset)), group);
        producer.commitTransaction();
    }

    private double spentOnOffsets() {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(TRANSACTIONS))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }

    private long committed() throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(name)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(source)
                .offset();
    }
}
