package dev.vestnik.pages.record;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import dev.vestnik.service.link.LinkedMessage;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what people did: receipts of clicks and openings, and events among the shop's own. Writing may block for some seconds. */
public final class PageRecords implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PageRecords.class);

    /** The topics that it writes. */
    public static final List<Topic> TOPICS = List.of(Topics.SHOP_EVENTS, Topics.RECEIPTS);

    private static final String SOURCE = "customer-pages";
    private static final int TIMEOUT_MS = 10_000;

    /** Clicks are written a second late anyway; whoever saves a choice does not notice a fortieth of a second. */
    private static final int LINGER_MS = 25;

    private static final int CLOSE_SECONDS = 5;

    private final KafkaSettings kafka;
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    private final ObservedWriter<String, SpecificRecord> writer;

    public PageRecords(KafkaSettings kafka, ObservationRegistry observations) {
        this.kafka = kafka;
        Map<String, Object> config = config(kafka);
        serializer.configure(config, false);
        this.writer = new ObservedWriter<>(config, new StringSerializer(), serializer, observations, CLOSE_SECONDS)
                .withProducer();
    }

    private static Map<String, Object> config(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, SOURCE);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        return config;
    }

    /** Asks brokers and registry for what the first record needs; if one is just away, writing will ask. */
    public void prepare() {
        try {
            for (Topic topic : TOPICS) {
                if (topic.value() != null) {
                    serializer.prepare(kafka.layout().name(topic), topic.value());
                }
                writer.open(kafka.layout().name(topic));
            }
        } catch (KafkaException e) {
            log.warn("records=not-prepared cause=\"{}\"", e.getMessage());
        }
    }

    /**
     * Tells the engine of a click or an opening. The same message has the same event id each time.
     *
     * @param code what is to be known of it: {@code proxy}; null: nothing
     */
    public CompletableFuture<?> receipt(LinkedMessage sent, ReceiptStatus status, @Nullable String code, Instant at) {
        String id = sent.message() + "/" + sent.attempt() + "/" + status;
        MessageHeader header = MessageHeader.newBuilder()
                .setEventId(id)
                .setShop(sent.customer().shop())
                .setCustomerId(sent.customer().customerId())
                .setOccurredAt(at.truncatedTo(ChronoUnit.MILLIS))
                .setSource(SOURCE)
                .build();
        DeliveryReceipt receipt = DeliveryReceipt.newBuilder()
                .setHeader(header)
                .setMessageId(sent.message().toString())
                .setAttempt(sent.attempt())
                .setChannel(sent.channel().name())
                .setStatus(status)
                .setCode(code)
                .setDeadTokens(List.of()) // Avro trusts no class of ours for a default value
                .build();
        return write(Topics.RECEIPTS, sent.customer(), receipt);
    }

    /** Writes an event of a customer among the shop's. */
    public CompletableFuture<?> event(CustomerKey customer, Instant at, SpecificRecord payload) {
        EventHeader header = new EventHeader(
                UUID.randomUUID().toString(),
                customer.shop(),
                customer.customerId(),
                at.truncatedTo(ChronoUnit.MILLIS),
                SOURCE);
        return write(Topics.SHOP_EVENTS, customer, new ShopEvent(header, payload));
    }

    private CompletableFuture<?> write(Topic topic, CustomerKey customer, SpecificRecord value) {
        return writer.write(new ProducerRecord<>(kafka.layout().name(topic), customer.toString(), value));
    }

    @Override
    public void close() {
        writer.close();
        serializer.close();
    }
}
