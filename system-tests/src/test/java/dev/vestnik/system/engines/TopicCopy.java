package dev.vestnik.system.engines;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Copies topics of a cluster at which nobody works to another one, as any tool does that keeps keys, values, headers, order and partitions:
 * offsets and times are new.
 */
final class TopicCopy implements AutoCloseable {
    private final Map<String, Object> from;
    private final Map<String, Object> to;
    private final Admin old;
    private final Admin fresh;

    TopicCopy(String from, String to) {
        this.from = Map.of("bootstrap.servers", from, "isolation.level", "read_committed");
        this.to = Map.of("bootstrap.servers", to);
        this.old = Admin.create(Map.of("bootstrap.servers", from));
        this.fresh = Admin.create(this.to);
    }

    /** @return how many records were copied */
    long copy(Predicate<String> which) throws ExecutionException, InterruptedException {
        Set<String> names =
                old.listTopics().names().get().stream().filter(which).collect(Collectors.toSet());
        for (TopicDescription topic :
                old.describeTopics(names).allTopicNames().get().values()) {
            fresh.createTopics(List.of(
                            new NewTopic(topic.name(), topic.partitions().size(), (short) 1)
                                    .configs(settings(topic.name()))))
                    .all()
                    .get();
        }
        return records(names);
    }

    private Map<String, String> settings(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return old.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private long records(Set<String> names) {
        long copied = 0;
        try (var consumer = new KafkaConsumer<>(from, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(to, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = names.stream()
                    .flatMap(name -> consumer.partitionsFor(name).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    producer.send(new ProducerRecord<>(
                            record.topic(), record.partition(), record.key(), record.value(), record.headers()));
                    copied++;
                }
            }
        }
        return copied;
    }

    /** Says that a group has read all that was copied. */
    void atTheEnd(String group) throws ExecutionException, InterruptedException {
        Set<TopicPartition> read = old.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .keySet();
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(to, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(read).forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
        }
        fresh.alterConsumerGroupOffsets(group, ends).all().get();
    }

    @Override
    public void close() {
        old.close();
        fresh.close();
    }
}
