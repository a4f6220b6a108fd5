package dev.vestnik.system.engines;

import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the engines have committed to the topics, read from the beginning to the end of now. */
final class Ledger {
    private static final String CHANGELOG = "journey-engine-customers-changelog";
    private static final byte STATE = 2;

    private final KafkaSettings kafka;

    Ledger(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** How often a message went to each customer. */
    Map<String, Integer> messages() {
        Map<String, Integer> messages = new HashMap<>();
        read("messages.sms", record -> messages.merge(text(record.key()), 1, Integer::sum));
        return messages;
    }

    /** How many customers have told the buckets of products that they are interested. */
    int interested() {
        int[] count = {0};
        read("engine.commands", record -> count[0] += text(record.key()).matches("/product/main/p\\d+/.*") ? 1 : 0);
        return count[0];
    }

    /** How many customers' states are in each format; what is deleted is in none. */
    Map<Integer, Integer> formats() {
        Map<String, Integer> newest = new HashMap<>();
        read(CHANGELOG, record -> {
            if (record.key()[0] == STATE && record.value() == null) {
                newest.remove(text(record.key()));
            } else if (record.key()[0] == STATE) {
                newest.put(text(record.key()), (int) record.value()[0]);
            }
        });
        Map<Integer, Integer> formats = new TreeMap<>();
        newest.values().forEach(format -> formats.merge(format, 1, Integer::sum));
        return formats;
    }

    /** How much of the shop's events the engines have consumed, in all partitions. */
    long consumed() throws InterruptedException {
        return consumed("journey-engine", "shop.events");
    }

    /** How many decisions reports have counted, in transactions that are committed. */
    long counted() throws InterruptedException {
        return consumed("journey-engine-reports", "engine.decisions");
    }

    private long consumed(String group, String topic) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.clientConfig())) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(offset -> offset.getKey().topic().endsWith(topic))
                    .mapToLong(offset -> offset.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many decisions about a journey there are, by outcome and reason: {@code LEFT purchased}. */
    Map<String, Long> decisions(String journey) {
        Map<String, Long> decisions = new TreeMap<>();
        try (AvroDeserializer<Decision> reader = new AvroDeserializer<>()) {
            reader.configure(kafka.clientConfig(), false);
            read("engine.decisions", record -> {
                Decision decision = reader.deserialize(record.topic(), record.value());
                if (journey.equals(decision.getJourney())) {
                    String reason = decision.getReason() == null ? "" : " " + decision.getReason();
                    decisions.merge(decision.getOutcome() + reason, 1L, Long::sum);
                }
            });
        }
        return decisions;
    }

    int deadLetters() {
        int[] count = {0};
        read("shop.events.dead-letters", record -> count[0]++);
        read("engine.decisions.dead-letters", record -> count[0]++);
        return count[0];
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> take) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(kafka.topicPrefix() + topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(take);
            }
        }
    }
}
