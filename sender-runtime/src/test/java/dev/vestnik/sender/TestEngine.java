package dev.vestnik.sender;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Plays the engine at the other end of a sender's lanes: writes messages as the engine does and reads the receipts. Works on a real broker
 * and a registry that the tests of this JVM share, with topics of its own for each test.
 */
public final class TestEngine implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Reader> readers = new HashMap<>();
    private final AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();

    private static final class Shared {
        static final EmbeddedKafka KAFKA = EmbeddedKafka.forTest(directory());
        static final TestRegistry REGISTRY = new TestRegistry();

        private static Path directory() {
            try {
                return Files.createTempDirectory("sender-runtime");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public TestEngine(ChannelName channel, int partitions) {
        this(channel, partitions, Shared.REGISTRY.url());
    }

    /** A test engine with a registry of its own. */
    public TestEngine(ChannelName channel, int partitions, String registryUrl) {
        this(channel, partitions, Shared.KAFKA.bootstrapServers(), registryUrl);
    }

    public TestEngine(ChannelName channel, int partitions, String bootstrapServers, String registryUrl) {
        settings = new KafkaSettings(
                bootstrapServers, "t" + COUNT.incrementAndGet() + ".", partitions, 1, registryUrl, Map.of());
        prepare(channel);
        Map<String, Object> config = settings.clientConfig();
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        producer = new KafkaProducer<>(config);
        serializer.configure(settings.clientConfig(), false);
        deserializer.configure(settings.clientConfig(), false);
    }

    private void prepare(ChannelName channel) {
        List<Topic> topics = Topics.all().stream()
                .filter(topic -> topic.name().matches("(messages|attempts)\\.(" + channel + "|re|in).*"))
                .toList();
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test-engine")) {
            preparation.prepare(topics);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public KafkaSettings settings() {
        return settings;
    }

    /** The arguments that connect an application under test with this engine. */
    public List<String> arguments() {
        return List.of(
                "--vestnik.kafka.bootstrap-servers=" + settings.bootstrapServers(),
                "--vestnik.kafka.registry-url=" + settings.registryUrl(),
                "--vestnik.kafka.topic-prefix=" + settings.topicPrefix(),
                "--vestnik.kafka.partitions=" + settings.partitions(),
                "--vestnik.kafka.replication=" + settings.replication());
    }

    /** An SMS that lives for an hour. */
    public static OutboundMessage.Builder sms(int number) {
        return message(id(number), "c" + number)
                .setPayload(SmsContent.newBuilder()
                        .setTo("+7495646" + (10000 + number))
                        .setText("Order " + number + " is on its way")
                        .build());
    }

    /** A service message that lives for an hour, to a customer of its own; it lacks its payload. */
    public static OutboundMessage.Builder message(UUID id) {
        return message(id, "c-" + id);
    }

    private static OutboundMessage.Builder message(UUID id, String customer) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return OutboundMessage.newBuilder()
                .setHeader(MessageHeader.newBuilder()
                        .setEventId("e-" + id)
                        .setShop("main")
                        .setCustomerId(customer)
                        .setOccurredAt(now)
                        .setSource("engine")
                        .build())
                .setMessageId(id.toString())
                .setAttempt(1)
                .setMessageClass(MessageClass.service)
                .setJourney("shipped")
                .setJourneyVersion(1)
                .setStep("tell")
                .setTemplate("order-shipped")
                .setLocale("en")
                .setDeliverBefore(now.plus(Duration.ofHours(1)))
                .setCausedAt(now);
    }

    public static UUID id(int number) {
        return new UUID(0x8000L, 0x8000_0000_0000_0000L | number);
    }

    public static Attempt attempt(int number) {
        return new Attempt(id(number), 1);
    }

    /** Sends a message without a flush. */
    public TestEngine send(Lane lane, OutboundMessage.Builder message) {
        OutboundMessage built = message.build();
        String key = built.getHeader().getShop() + "/" + built.getHeader().getCustomerId();
        return append(lane.messages(), key, bytes(lane.messages(), built));
    }

    public TestEngine send(Lane lane, int from, int to) {
        IntStream.range(from, to).forEach(number -> send(lane, sms(number)));
        producer.flush();
        return this;
    }

    public TestEngine revoke(int number, String reason) {
        return revoke(id(number), reason);
    }

    public TestEngine revoke(UUID id, String reason) {
        return revoke(id, reason, null);
    }

    /** @param channel null: of any channel, as engines before wrote it */
    public TestEngine revoke(UUID id, String reason, String channel) {
        OutboundMessage message = sms(0).build();
        Revocation revocation = Revocation.newBuilder()
                .setHeader(message.getHeader())
                .setMessageId(id.toString())
                .setReason(reason)
                .setChannel(channel)
                .build();
        String key = "main/" + message.getHeader().getCustomerId();
        return write(Topics.REVOCATIONS, key, bytes(Topics.REVOCATIONS, revocation));
    }

    public TestEngine write(Topic topic, String key, byte[] value) {
        append(topic, key, value);
        producer.flush();
        return this;
    }

    /** Writes a record that no part of Vestnik writes. */
    public TestEngine writeRaw(Topic topic, int partition, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(settings.layout().name(topic), partition, key, value));
        producer.flush();
        return this;
    }

    /** Writes a record that is larger than its topic's limit before it is compressed. */
    public TestEngine writeCompressed(Topic topic, byte[] value, byte[] header) {
        Map<String, Object> config = settings.clientConfig();
        config.put("compression.type", "zstd");
        config.put("max.request.size", 2 * (value.length + header.length));
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> other = new KafkaProducer<>(config)) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(settings.layout().name(topic), null, value);
            record.headers().add("large", header);
            other.send(record);
        }
        return this;
    }

    private TestEngine append(Topic topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(settings.layout().name(topic), key.getBytes(StandardCharsets.UTF_8), value));
        return this;
    }

    /** Waits up to a minute for a condition, for busy machines too. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    /** Fences the producer that uses this transactional id. */
    public void fence(String transactionalId) {
        Map<String, Object> config = settings.clientConfig();
        config.put("transactional.id", transactionalId);
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> other = new KafkaProducer<>(config)) {
            other.initTransactions();
        }
    }

    private byte[] bytes(Topic topic, IndexedRecord value) {
        return serializer.serialize(settings.layout().name(topic), value);
    }

    /** Reads the committed records of a topic, from its beginning to its present end. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        return List.copyOf(
                readers.computeIfAbsent(topic.name(), _ -> new Reader(topic)).read());
    }

    private final class Reader {
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final List<TopicPartition> partitions;
        private final KafkaConsumer<byte[], byte[]> consumer;

        Reader(Topic topic) {
            Map<String, Object> config = settings.clientConfig();
            config.put("isolation.level", "read_committed");
            config.put("key.deserializer", ByteArrayDeserializer.class);
            config.put("value.deserializer", ByteArrayDeserializer.class);
            consumer = new KafkaConsumer<>(config);
            partitions = IntStream.range(0, settings.layout().partitions(topic))
                    .mapToObj(p -> new TopicPartition(settings.layout().name(topic), p))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        List<ConsumerRecord<byte[], byte[]>> read() {
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(20)).forEach(records::add);
            }
            return records;
        }
    }

    public List<DeliveryReceipt> receipts() {
        return values(Topics.RECEIPTS, DeliveryReceipt.class);
    }

    /** The receipts of one message. */
    public List<DeliveryReceipt> receipts(UUID message) {
        return receipts().stream()
                .filter(receipt -> receipt.getMessageId().equals(message.toString()))
                .toList();
    }

    public <T extends IndexedRecord> List<T> values(Topic topic, Class<T> type) {
        return read(topic).stream()
                .map(record -> type.cast(deserializer.deserialize(record.topic(), record.value())))
                .toList();
    }

    /** Receipts as {@code number STATUS}, with a plus for possible duplicates, sorted. */
    public List<String> receiptLines() {
        return receipts().stream()
                .map(receipt -> receipt.getHeader().getCustomerId() + " " + receipt.getStatus()
                        + (receipt.getPossibleDuplicate() ? "+" : ""))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        readers.values().forEach(reader -> reader.consumer.close(CloseOptions.timeout(Duration.ZERO)));
        serializer.close();
        deserializer.close();
    }
}
