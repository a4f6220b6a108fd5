package dev.vestnik.system.senders;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Numbered texts, even ones of the service class, odd ones of the marketing class; and the receipts about them. */
final class Texts {
    private static final Duration LIFE = Duration.ofHours(3);

    private final KafkaSettings kafka;

    Texts(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    static boolean isMarketing(int number) {
        return number % 2 == 1;
    }

    static String text(int number) {
        return "Text number " + number;
    }

    void write(int from, int until) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("linger.ms", 10);
        config.put("key.serializer", StringSerializer.class);
        config.put("value.serializer", AvroSerializer.class);
        try (KafkaProducer<String, OutboundMessage> producer = new KafkaProducer<>(config)) {
            for (int number = from; number < until; number++) {
                MessageClass lane = isMarketing(number) ? MessageClass.marketing : MessageClass.service;
                String topic = kafka.layout().name(Topics.lane(ChannelName.SMS, lane));
                producer.send(new ProducerRecord<>(topic, "main/c" + number, message(number, lane)));
            }
        }
    }

    private static OutboundMessage message(int number, MessageClass messageClass) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return OutboundMessage.newBuilder()
                .setHeader(MessageHeader.newBuilder()
                        .setEventId("e" + number)
                        .setShop("main")
                        .setCustomerId("c" + number)
                        .setOccurredAt(now)
                        .setSource("test")
                        .build())
                .setMessageId(id(number).toString())
                .setAttempt(1)
                .setMessageClass(messageClass)
                .setJourney("numbered")
                .setJourneyVersion(1)
                .setStep("tell")
                .setTemplate("numbered")
                .setLocale("en")
                .setDeliverBefore(now.plus(LIFE))
                .setCausedAt(now)
                .setPayload(SmsContent.newBuilder()
                        .setTo("+7495" + (6_000_000 + number))
                        .setText(text(number))
                        .build())
                .build();
    }

    private static UUID id(int number) {
        return new UUID(0x8000L, 0x8000_0000_0000_0000L | number);
    }

    /** @param possibleDuplicate whether one of its receipts says so */
    record Reported(boolean accepted, boolean delivered, boolean inDoubt, boolean possibleDuplicate) {
        private static final Reported NOTHING = new Reported(false, false, false, false);

        private Reported and(DeliveryReceipt receipt) {
            boolean duplicate = possibleDuplicate || receipt.getPossibleDuplicate();
            return switch (receipt.getStatus()) {
                case ACCEPTED -> new Reported(true, delivered, inDoubt, duplicate);
                case DELIVERED -> new Reported(true, true, inDoubt, duplicate);
                case IN_DOUBT -> new Reported(accepted, delivered, true, duplicate);
                default -> throw new IllegalStateException("nobody refused it: " + receipt);
            };
        }
    }

    /** The committed receipts, by the texts' numbers. */
    Map<Integer, Reported> reported() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        String topic = kafka.layout().name(Topics.RECEIPTS);
        Map<Integer, Reported> reported = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                AvroDeserializer<DeliveryReceipt> reader = new AvroDeserializer<>()) {
            reader.configure(kafka.clientConfig(), false);
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    DeliveryReceipt receipt = reader.deserialize(topic, record.value());
                    int number = (int) UUID.fromString(receipt.getMessageId()).getLeastSignificantBits();
                    reported.merge(number, Reported.NOTHING.and(receipt), (before, _) -> before.and(receipt));
                });
            }
        }
        return reported;
    }
}
