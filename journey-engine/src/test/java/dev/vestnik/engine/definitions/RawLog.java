package dev.vestnik.engine.definitions;

import dev.vestnik.schemas.engine.ChangeAction;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.engine.DefinitionKind;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the log of definitions what no engine would: past every check. */
public final class RawLog implements AutoCloseable {
    private final String topic;
    private final String registryUrl;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroSerializer<DefinitionChange> serializer = new AvroSerializer<>();

    public RawLog(KafkaSettings settings) {
        topic = settings.layout().name(Topics.DEFINITIONS);
        registryUrl = settings.registryUrl();
        Map<String, Object> config = new HashMap<>(settings.clientConfig());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 9 << 20);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @return the record's offset */
    public long bytes(byte @Nullable [] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, 0, null, value))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the wire format of a schema. */
    public long withSchema(int id, byte... avro) {
        return bytes(ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array());
    }

    public long change(DefinitionKind kind, String id, long base, ChangeAction action, @Nullable String document) {
        return bytes(serializer.serialize(
                topic,
                new DefinitionChange(
                        UUID.randomUUID().toString(),
                        kind,
                        id,
                        base,
                        action,
                        document,
                        null,
                        "mallory",
                        Instant.EPOCH,
                        null,
                        List.of())));
    }

    public long put(DefinitionKind kind, String id, String document) {
        return change(kind, id, 0, ChangeAction.PUT, document);
    }

    /** Puts and publishes a journey that nobody has checked. */
    public long publish(String id, String document) {
        long offset = put(DefinitionKind.journey, id, document);
        return change(DefinitionKind.journey, id, offset + 1, ChangeAction.PUBLISH, null);
    }

    /** The id that the schema of real changes has. */
    public int schema() {
        byte[] one = serializer.serialize(
                topic,
                new DefinitionChange(
                        "c",
                        DefinitionKind.journey,
                        "i",
                        0L,
                        ChangeAction.PUT,
                        "{}",
                        null,
                        "a",
                        Instant.EPOCH,
                        null,
                        List.of()));
        return ByteBuffer.wrap(one, 1, 4).getInt();
    }

    /** A change as a later version would write it: with an action that nobody knows here. */
    public long actionOfALaterVersion() throws IOException {
        Schema later = new Schema.Parser()
                .parse(DefinitionChange.getClassSchema().toString().replace("\"DELETE\"", "\"DELETE\",\"EXPLODE\""));
        GenericRecord record = new org.apache.avro.generic.GenericData.Record(later);
        record.put("changeId", "c");
        record.put(
                "kind",
                new org.apache.avro.generic.GenericData.EnumSymbol(
                        later.getField("kind").schema(), "journey"));
        record.put("id", "later");
        record.put("base", 0L);
        record.put(
                "action",
                new org.apache.avro.generic.GenericData.EnumSymbol(
                        later.getField("action").schema(), "EXPLODE"));
        record.put("author", "a");
        record.put("at", 0L);
        record.put("parts", List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(later).write(record, encoder);
        encoder.flush();
        try (SchemaRegistry registry = new SchemaRegistry(List.of(registryUrl), null)) {
            return withSchema(registry.register("a-later-version-value", later), out.toByteArray());
        }
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
