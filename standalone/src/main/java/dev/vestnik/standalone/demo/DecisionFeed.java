package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads engine.decisions from its beginning, committed decisions only. */
final class DecisionFeed implements AutoCloseable {
    private final KafkaConsumer<String, Decision> consumer;

    DecisionFeed(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "demo-decisions");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, AvroDeserializer.class);
        this.consumer = new KafkaConsumer<>(config);
        String topic = kafka.layout().name(Topics.DECISIONS);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void read(Duration patience, Consumer<Decision> each) {
        consumer.poll(patience).forEach(one -> each.accept(one.value()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
