package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.PushContent;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.message.PushTarget;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes service messages into a lane as the engine does, each to a customer of its own. */
final class LaneWriter implements AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final String PREFIX = "+7495";

    private final KafkaProducer<String, OutboundMessage> producer;
    private final String topic;
    private final Contract contract;
    private int number;

    LaneWriter(Cluster cluster, Contract contract) {
        Map<String, Object> config = cluster.settings().clientConfig();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroSerializer.class);
        this.producer = new KafkaProducer<>(config);
        this.topic = cluster.name(Topics.lane(contract.channel(), MessageClass.service));
        this.contract = contract;
    }

    /** Returns when Kafka has them. */
    void write(int count) {
        write(count, PREFIX);
    }

    /** The same, texts to numbers that begin so. */
    void write(int count, String prefix) {
        for (int i = 0; i < count; i++) {
            String customer = "c" + number++;
            producer.send(new ProducerRecord<>(topic, "main/" + customer, message(customer, prefix)));
        }
        producer.flush();
    }

    private OutboundMessage message(String customer, String prefix) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID id = UUID.randomUUID();
        return OutboundMessage.newBuilder()
                .setHeader(MessageHeader.newBuilder()
                        .setEventId("e-" + id)
                        .setShop("main")
                        .setCustomerId(customer)
                        .setOccurredAt(now)
                        .setSource("benchmark")
                        .build())
                .setMessageId(id.toString())
                .setAttempt(1)
                .setMessageClass(MessageClass.service)
                .setJourney("order-shipped")
                .setJourneyVersion(1)
                .setStep("tell")
                .setTemplate("order-shipped")
                .setLocale("en")
                .setDeliverBefore(now.plus(LIFE))
                .setCausedAt(now)
                .setPayload(content(prefix))
                .build();
    }

    private Object content(String prefix) {
        String order = "Order " + number + " is on its way, the courier will call an hour before";
        return switch (contract.provider()) {
            case "smpp", "http" ->
                SmsContent.newBuilder()
                        .setTo(prefix + (6_000_000 + number % 1_000_000))
                        .setText(order)
                        .build();
            case "smtp" ->
                EmailContent.newBuilder()
                        .setTo("customer" + number + "@example.org")
                        .setSubject("Your order")
                        .setHtml("<p>" + order + "</p>")
                        .setText(order)
                        .build();
            default ->
                PushContent.newBuilder()
                        .setTargets(List.of(device()))
                        .setTitle("Your order")
                        .setBody(order)
                        .build();
        };
    }

    private PushTarget device() {
        boolean ios = contract.provider().equals("apns");
        return PushTarget.newBuilder()
                .setPlatform(ios ? PushPlatform.ios : PushPlatform.android)
                .setToken(ios ? "%064x".formatted(number) : "android-token-" + number)
                .build();
    }

    @Override
    public void close() {
        producer.close();
    }
}
