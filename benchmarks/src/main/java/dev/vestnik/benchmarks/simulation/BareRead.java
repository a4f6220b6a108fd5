package dev.vestnik.benchmarks.simulation;

import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The control: one thread that reads every event of the topic out of its Avro, and does nothing with it. */
final class BareRead {
    private final KafkaSettings kafka;

    BareRead(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Events a second. */
    double run() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("enable.auto.commit", false);
        config.put("isolation.level", "read_committed");
        config.put("max.poll.records", 5_000);
        config.put("max.partition.fetch.bytes", 8 << 20);
        long from = System.nanoTime();
        long events = 0;
        try (AvroDeserializer<IndexedRecord> values = new AvroDeserializer<>();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            values.configure(config, false);
            for (TopicPartition partition : partitions()) {
                events += read(consumer, partition, values);
            }
        }
        return events / ((System.nanoTime() - from) / 1e9);
    }

    private List<TopicPartition> partitions() {
        String topic = kafka.layout().name(Topics.SHOP_EVENTS);
        return IntStream.range(0, kafka.partitions())
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    private static long read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, AvroDeserializer<IndexedRecord> values) {
        long events = 0;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(500)).records(partition)) {
                if (values.deserialize(record.topic(), record.value()) != null) {
                    events++;
                }
            }
        }
        return events;
    }
}
