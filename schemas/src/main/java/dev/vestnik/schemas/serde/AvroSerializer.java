package dev.vestnik.schemas.serde;

import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in the Confluent wire format: byte 0, four bytes of schema id, Avro binary. Subject: {@code TOPIC-value}.
 * Configured with {@code schema.registry.url}, {@code basic.auth.user.info}, {@code auto.register.schemas}.
 *
 * @param <T> generated or generic records
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
    private static final EncoderFactory ENCODERS = EncoderFactory.get();

    private static final int LARGEST_KEPT_BUFFER = 1 << 16;

    private record Registered(Schema schema, int id, DatumWriter<IndexedRecord> writer) {}

    /** Schemas compare by value here: a program that parses its schema anew still registers it once. */
    private record Subject(String topic, Schema schema) {}

    private final Map<String, Registered> latest = new ConcurrentHashMap<>();
    private final Map<Subject, Registered> all = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);
    private @Nullable SchemaRegistry registry;
    private boolean autoRegister;
    private boolean key;

    /** A buffer and the encoder that writes into it, kept per thread. */
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private @Nullable BinaryEncoder encoder;

        void begin(int id) {
            bytes.reset();
            bytes.write(0);
            bytes.write(id >>> 24);
            bytes.write(id >>> 16);
            bytes.write(id >>> 8);
            bytes.write(id);
        }
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        SerdeConfig config = SerdeConfig.of(configs);
        registry = config.registry();
        autoRegister = config.autoRegister();
        key = isKey;
    }

    /**
     * @throws dev.vestnik.schemas.registry.RegistryRefusedException when the registry refuses the schema
     * @throws RegistryUnavailableException when it does not answer; nothing was written
     * @throws SerializationException when the record does not fit its schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        Registered registered = registered(topic, record.getSchema());
        Buffer buffer = buffers.get();
        buffer.begin(registered.id());
        try {
            BinaryEncoder encoder = ENCODERS.binaryEncoder(buffer.bytes, buffer.encoder);
            buffer.encoder = encoder;
            registered.writer().write(record, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            buffers.remove(); // the encoder may still hold half a record
            throw new SerializationException(
                    "a record does not fit its schema " + record.getSchema().getFullName() + ": " + e.getMessage(), e);
        }
        if (buffer.bytes.size() > LARGEST_KEPT_BUFFER) {
            buffers.remove();
        }
        return buffer.bytes.toByteArray();
    }

    /**
     * Gets the id of a schema ahead of the first record, so that the registry may be away then.
     *
     * @throws dev.vestnik.schemas.registry.RegistryRefusedException when the registry refuses the schema
     * @throws RegistryUnavailableException when it does not answer
     */
    public void prepare(String topic, Schema schema) {
        registered(topic, schema);
    }

    private Registered registered(String topic, Schema schema) {
        Registered last = latest.get(topic);
        if (last != null && last.schema() == schema) {
            return last;
        }
        Subject subject = new Subject(topic, schema);
        Registered known = all.get(subject);
        if (known == null) {
            known = new Registered(schema, id(topic, schema), writer(schema));
            all.put(subject, known);
        }
        latest.put(topic, known);
        return known;
    }

    private int id(String topic, Schema schema) {
        SchemaRegistry client = Objects.requireNonNull(registry, "configure() was not called");
        String subject = topic + (key ? "-key" : "-value");
        return autoRegister ? client.register(subject, schema) : client.lookUp(subject, schema);
    }

    private static DatumWriter<IndexedRecord> writer(Schema schema) {
        return GeneratedClasses.INSTANCE.getClass(schema) == null
                ? new GenericDatumWriter<>(schema)
                : new CompiledWriter(schema);
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
