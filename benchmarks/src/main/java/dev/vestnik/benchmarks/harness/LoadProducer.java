package dev.vestnik.benchmarks.harness;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes a load; a record that Kafka does not take fails the run. */
public final class LoadProducer implements AutoCloseable {
    private static final int LONGEST_TRANSACTION_MS = 900_000;

    private final KafkaProducer<String, SpecificRecord> producer;
    private final String events;
    private final String products;
    private final String receipts;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private LoadProducer(KafkaSettings kafka, Map<String, Object> config) {
        this.producer = new KafkaProducer<>(config);
        this.events = kafka.layout().name(Topics.SHOP_EVENTS);
        this.products = kafka.layout().name(Topics.SHOP_PRODUCTS);
        this.receipts = kafka.layout().name(Topics.RECEIPTS);
    }

    /** A record with its customer, or product; a {@link ShopEvent}, a {@link ProductEvent} or a receipt. */
    public record Input(CustomerKey customer, SpecificRecord value) {}

    /** Writes inside transactions: a reader of committed records gets all of it at once, when it is complete. */
    public static LoadProducer transactional(KafkaSettings kafka) {
        Map<String, Object> config = config(kafka);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "load");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, LONGEST_TRANSACTION_MS);
        LoadProducer producer = new LoadProducer(kafka, config);
        producer.producer.initTransactions();
        return producer;
    }

    /** Writes as a shop does: idempotent, acknowledged, seen at once. */
    public static LoadProducer prompt(KafkaSettings kafka) {
        return new LoadProducer(kafka, config(kafka));
    }

    private static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "load");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64 << 20);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroSerializer.class);
        return config;
    }

    public void begin() {
        producer.beginTransaction();
    }

    public void send(Input input) {
        String topic = switch (input.value()) {
            case ShopEvent event -> events;
            case ProductEvent event -> products;
            default -> receipts;
        };
        producer.send(new ProducerRecord<>(topic, input.customer().toString(), input.value()), (at, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    public void commit() {
        producer.commitTransaction();
        check();
    }

    /** Returns when Kafka has all of it. */
    public void flush() {
        producer.flush();
        check();
    }

    private void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("Kafka did not take a record of the load", first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
