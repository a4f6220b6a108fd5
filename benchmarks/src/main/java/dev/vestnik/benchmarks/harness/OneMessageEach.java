package dev.vestnik.benchmarks.harness;

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

/** Reads the lane of marketing texts from its beginning: nobody was left out, and nobody was told twice. */
public final class OneMessageEach {
    private static final Duration POLL = Duration.ofMillis(100);

    private OneMessageEach() {}

    /** @throws IllegalStateException where the lane does not have one message of this journey for each of so many customers, whose ids are a letter and a number */
    public static void require(Cluster cluster, String journey, int members) {
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
            require(consumer, reader, journey, members);
        }
    }

    private static void require(
            KafkaConsumer<byte[], byte[]> consumer,
            AvroDeserializer<OutboundMessage> reader,
            String journey,
            int members) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        BitSet seen = new BitSet();
        int again = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                OutboundMessage message =
                        Objects.requireNonNull(reader.deserialize(record.topic(), record.value()), "a message");
                if (message.getJourney().equals(journey)) {
                    int customer =
                            Integer.parseInt(message.getHeader().getCustomerId().substring(1));
                    again += seen.get(customer) ? 1 : 0;
                    seen.set(customer);
                }
            }
        }
        if (seen.cardinality() != members || again != 0) {
            throw new IllegalStateException(
                    seen.cardinality() + " of " + members + " have a message, " + again + " another one");
        }
    }
}
