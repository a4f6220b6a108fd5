package dev.vestnik.benchmarks.held;

import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that has gone out to those whose messages were held, from the lane's beginning to its end.
 *
 * @param customers how many have one at least
 * @param again how many messages went to somebody who had one
 * @param others how many are not of the best journey
 */
record Released(int customers, int again, int others) {
    private static final Duration POLL = Duration.ofMillis(100);

    static Released read(Cluster cluster) {
        String topic = cluster.name(Topics.lane(ChannelName.SMS, MessageClass.marketing));
        Map<String, Object> config = cluster.settings().clientConfig();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        List<TopicPartition> partitions = IntStream.range(0, cluster.settings().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (AvroDeserializer<OutboundMessage> reader = new AvroDeserializer<>();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.configure(config, false);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, reader);
        }
    }

    private static Released read(KafkaConsumer<byte[], byte[]> consumer, AvroDeserializer<OutboundMessage> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        BitSet seen = new BitSet();
        int again = 0;
        int others = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                OutboundMessage message =
                        Objects.requireNonNull(reader.deserialize(record.topic(), record.value()), "a message");
                int customer =
                        Integer.parseInt(message.getHeader().getCustomerId().substring(1));
                again += seen.get(customer) ? 1 : 0;
                others += message.getJourney().equals(Night.BEST) ? 0 : 1;
                seen.set(customer);
            }
        }
        return new Released(seen.cardinality(), again, others);
    }
}
