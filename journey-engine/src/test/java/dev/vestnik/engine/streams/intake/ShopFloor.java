package dev.vestnik.engine.streams.intake;

import static org.awaitility.Awaitility.await;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The shop and the senders, as far as the engine's tests need them. */
public final class ShopFloor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
    private final AvroSerializer<DeliveryReceipt> receipts = new AvroSerializer<>();
    private final AvroSerializer<InboundMessage> inbound = new AvroSerializer<>();
    private final AvroDeserializer<OutboundMessage> deserializer = new AvroDeserializer<>();
    private final AtomicInteger count = new AtomicInteger();

    public ShopFloor(KafkaSettings settings) {
        this.settings = settings;
        Map<String, Object> config = settings.clientConfig();
        config.put("linger.ms", 5);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        serializer.configure(settings.clientConfig(), false);
        receipts.configure(settings.clientConfig(), false);
        inbound.configure(settings.clientConfig(), false);
        deserializer.configure(settings.clientConfig(), false);
    }

    public void says(CustomerKey customer, Object payload) {
        send(new ProducerRecord<>(
                settings.topicPrefix() + "shop.events",
                customer.toString().getBytes(StandardCharsets.UTF_8),
                bytes(customer, payload)));
    }

    /** A sender reports. */
    public void reports(DeliveryReceipt receipt) {
        String topic = settings.topicPrefix() + "messages.receipts";
        String key = receipt.getHeader().getShop() + "/" + receipt.getHeader().getCustomerId();
        send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), receipts.serialize(topic, receipt)));
    }

    /** A sender has heard something from an address. */
    public void hears(InboundMessage message) {
        String topic = settings.topicPrefix() + "messages.inbound";
        byte[] key = (message.getShop() + "/" + message.getChannel()).getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, key, inbound.serialize(topic, message)));
    }

    public byte[] bytes(CustomerKey customer, Object payload) {
        return serializer.serialize(
                settings.topicPrefix() + "shop.events",
                Events.event(customer, "e" + count.incrementAndGet(), Instant.now(), payload));
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** Waits until there are at least so many committed ones, and reads to the end, where those would be that should not. */
    public List<OutboundMessage> messages(String topic, int atLeast) {
        return records(topic, atLeast).stream()
                .map(record -> deserializer.deserialize(record.topic(), record.value()))
                .toList();
    }

    /** Likewise what was taken back. */
    public List<Revocation> revocations(int atLeast) {
        try (AvroDeserializer<Revocation> reader = new AvroDeserializer<>()) {
            reader.configure(settings.clientConfig(), false);
            return records("messages.revocations", atLeast).stream()
                    .map(record -> reader.deserialize(record.topic(), record.value()))
                    .toList();
        }
    }

    public List<ConsumerRecord<byte[], byte[]>> records(String topic, int atLeast) {
        Map<String, Object> config = settings.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(settings.topicPrefix() + topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= atLeast;
            });
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return read;
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
        receipts.close();
        inbound.close();
        deserializer.close();
    }
}
