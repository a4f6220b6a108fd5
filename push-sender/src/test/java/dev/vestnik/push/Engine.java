package dev.vestnik.push;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The engine's end of the lanes: writes messages, reads committed receipts. */
final class Engine implements AutoCloseable {
    private final KafkaSettings kafka;
    private final KafkaProducer<String, OutboundMessage> producer;
    private final KafkaConsumer<String, DeliveryReceipt> consumer;
    private final List<DeliveryReceipt> receipts = new ArrayList<>();

    Engine(KafkaSettings kafka) {
        this.kafka = kafka;
        producer = new KafkaProducer<>(
                config(Map.of("key.serializer", StringSerializer.class, "value.serializer", AvroSerializer.class)));
        consumer = new KafkaConsumer<>(config(Map.of(
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                AvroDeserializer.class,
                "group.id",
                "engine-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed")));
        consumer.subscribe(List.of(kafka.layout().name(Topics.RECEIPTS)));
    }

    void send(Channel channel, OutboundMessage message) {
        String key = new CustomerKey(
                        message.getHeader().getShop(), message.getHeader().getCustomerId())
                .toString();
        String topic = kafka.layout().name(Topics.lane(channel, message.getMessageClass()));
        producer.send(new ProducerRecord<>(topic, key, message));
    }

    /** Everything so far. */
    List<DeliveryReceipt> receipts() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> receipts.add(record.value()));
        return List.copyOf(receipts);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private Map<String, Object> config(Map<String, Object> more) {
        Map<String, Object> config = kafka.clientConfig();
        config.putAll(more);
        return config;
    }
}
