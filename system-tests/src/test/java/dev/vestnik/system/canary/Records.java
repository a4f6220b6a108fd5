package dev.vestnik.system.canary;

import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.installation.Standalone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes marked records into every topic that others may write to, good ones and broken ones, and reads what was set aside. */
final class Records implements AutoCloseable {
    private static final byte[] KEY = "main/canary-record".getBytes(StandardCharsets.UTF_8);

    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private int broken;

    Records(Standalone vestnik) {
        this.bootstrapServers = "127.0.0.1:" + vestnik.port("KAFKA");
        this.registry = new SchemaRegistry(List.of(vestnik.url("REGISTRY") + "/apis/ccompat/v7"), null);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void write() throws IOException {
        events();
        for (Topic topic : List.of(
                Topics.SHOP_EVENTS,
                Topics.SHOP_PRODUCTS,
                Topics.SHOP_CODES,
                Topics.RECEIPTS,
                Topics.INBOUND,
                Topics.REVOCATIONS,
                Topics.COMMANDS,
                Topics.lane(ChannelName.ALL.getFirst(), dev.vestnik.schemas.message.MessageClass.service))) {
            broken(topic);
        }
        producer.flush();
    }

    /** As producers write that check nothing: contacts that are none, times of no calendar, properties that are no JSON. */
    private void events() throws IOException {
        for (Object payload : List.of(
                CustomerUpdated.newBuilder()
                        .setPhone(Mark.TEXT.value())
                        .setEmail(Mark.PHONE.value())
                        .build(),
                CustomerUpdated.newBuilder()
                        .setName(Mark.NAME.value())
                        .setLocale(Mark.TEXT.value())
                        .setTimezone(Mark.FIELD.value())
                        .build(),
                CustomerUpdated.newBuilder()
                        .setName(Mark.NAME.value())
                        .setExtra("{" + Mark.FIELD.value())
                        .build(),
                new CustomEvent("x.canary.tell", "{\"note\": " + Mark.TEXT.value() + "}"),
                new CustomEvent(Mark.PHONE.value(), "[\"" + Mark.TEXT.value() + "\"]"))) {
            EventHeader header = new EventHeader(
                    UUID.randomUUID().toString(), "main", "canary-record", Instant.now(), Mark.TEXT.value());
            send(Topics.SHOP_EVENTS, KEY, framed(Topics.SHOP_EVENTS, new ShopEvent(header, payload)));
        }
    }

    private void broken(Topic topic) throws IOException {
        byte[] text = ("{\"phone\": \"" + Mark.PHONE.value() + "\", \"text\": \"" + Mark.TEXT.value() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        send(topic, KEY, text);
        send(topic, KEY, Mark.PHONE.value().getBytes(StandardCharsets.UTF_8));
        send(topic, Mark.EMAIL.value().getBytes(StandardCharsets.UTF_8), text);
        byte[] ours = ByteBuffer.allocate(5 + text.length)
                .put((byte) 0)
                .putInt(id(topic))
                .put(text)
                .array();
        send(topic, KEY, ours);
        send(topic, ("main/" + Mark.EMAIL.value()).getBytes(StandardCharsets.UTF_8), ours);
        broken += 5;
    }

    private void send(Topic topic, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value));
    }

    private byte[] framed(Topic topic, ShopEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id(topic)).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<>(ShopEvent.class).write(event, encoder);
        return bytes.toByteArray();
    }

    private int id(Topic topic) {
        Schema schema = topic.value();
        return registry.register(topic.name() + "-value", schema);
    }

    int written() {
        return broken;
    }

    /** The headers of ours of everything that was set aside, by where it was set aside. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters()) {
            StringBuilder said = new StringBuilder();
            letter.headers()
                    .forEach(header -> said.append(header.key())
                            .append('=')
                            .append(new String(header.value(), StandardCharsets.UTF_8))
                            .append(' '));
            headers.put(
                    "the headers of " + letter.topic() + " " + letter.partition() + " " + letter.offset(),
                    said.toString());
        }
        return headers;
    }

    int setAside() {
        return letters().size();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        List<ConsumerRecord<byte[], byte[]>> letters = new java.util.ArrayList<>();
        Map<String, Object> config =
                new HashMap<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"));
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> info.topic().endsWith(".dead-letters"))
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
        }
        return letters;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        registry.close();
    }
}
