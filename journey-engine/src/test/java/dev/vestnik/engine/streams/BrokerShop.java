package dev.vestnik.engine.streams;

import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.engine.streams.intake.HistoryRecords;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics whose records have the times of a history, the shop and the senders who write them, and a reader of what is decided. */
final class BrokerShop implements AutoCloseable {
    private static final String EVENTS = "shop.events";
    private static final String RECEIPTS = "messages.receipts";
    private static final String DECISIONS = "engine.decisions";

    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();

    BrokerShop(KafkaSettings settings) throws InterruptedException, ExecutionException {
        this.settings = settings;
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        keepTimes();
        Map<String, Object> config = settings.clientConfig();
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("fetch.max.wait.ms", 20);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic(DECISIONS)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        serializer.configure(settings.clientConfig(), false);
        deserializer.configure(settings.clientConfig(), false);
    }

    private String topic(String name) {
        return settings.topicPrefix() + name;
    }

    /** A history is of long ago: its records keep their own times, and are not thrown away for them. */
    private void keepTimes() throws InterruptedException, ExecutionException {
        List<AlterConfigOp> kept = Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime", TopicConfig.RETENTION_MS_CONFIG, "-1")
                .entrySet()
                .stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(settings.clientConfig())) {
            admin.incrementalAlterConfigs(EngineTopics.READ.stream()
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(
                                            ConfigResource.Type.TOPIC,
                                            settings.layout().name(topic)),
                                    topic -> kept)))
                    .all()
                    .get();
        }
    }

    void says(CustomerKey customer, Told told) {
        send(EVENTS, customer, HistoryRecords.event(customer, told), told.at());
    }

    void reports(CustomerKey customer, DeliveryReceipt receipt, Instant at) {
        send(RECEIPTS, customer, receipt, at);
    }

    private void send(String name, CustomerKey customer, IndexedRecord value, Instant at) {
        byte[] key = customer.toString().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(
                topic(name), null, at.toEpochMilli(), key, serializer.serialize(topic(name), value)));
    }

    /** What was said has been written. */
    void settle() {
        producer.flush();
    }

    /** What has been decided, and committed, since the last time. */
    void decisions(Consumer<Decision> listener) {
        consumer.poll(Duration.ofMillis(5))
                .forEach(
                        record -> listener.accept((Decision) deserializer.deserialize(record.topic(), record.value())));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        serializer.close();
        deserializer.close();
    }
}
