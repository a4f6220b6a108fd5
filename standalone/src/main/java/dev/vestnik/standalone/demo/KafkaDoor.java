package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes events straight to Kafka, as a shop's own producer does. */
final class KafkaDoor implements AutoCloseable {
    private final KafkaProducer<String, ShopEvent> producer;
    private final String topic;
    private volatile @Nullable Exception lost;

    KafkaDoor(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "demo-shop");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroSerializer.class);
        this.producer = new KafkaProducer<>(config);
        this.topic = kafka.layout().name(Topics.SHOP_EVENTS);
    }

    /** @throws IllegalStateException when an earlier event did not reach Kafka: the demo's counts would not add up */
    void send(ShopEvent event) {
        Exception failed = lost;
        if (failed != null) {
            throw new IllegalStateException("an event did not reach Kafka", failed);
        }
        String key =
                new CustomerKey(event.getHeader().getShop(), event.getHeader().getCustomerId()).toString();
        producer.send(new ProducerRecord<>(topic, key, event), (_, failure) -> {
            if (failure != null) {
                lost = failure;
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
