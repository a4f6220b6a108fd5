package dev.vestnik.schemas.serde;

import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in the Confluent wire format into the generated class that bears the writer's name. A branch of the
 * {@code payload} union that this version does not know arrives as a {@link org.apache.avro.generic.GenericRecord}.
 *
 * @param <T> the generated class
 */
public final class AvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {
    private static final int HEADER = 5;

    private final Map<String, ReaderCache<T>> topics = new ConcurrentHashMap<>();
    private final ThreadLocal<@Nullable BinaryDecoder> decoders = new ThreadLocal<>();
    private @Nullable SchemaRegistry registry;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        registry = SerdeConfig.of(configs).registry();
    }

    /**
     * @throws RegistryUnavailableException when the writer's schema is not at hand and the registry does not answer: wait and read
     *     the record again
     * @throws SerializationException of any other class when the bytes are no record that belongs to this topic (poison)
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length < HEADER || data[0] != 0) {
            throw new SerializationException("not in the Confluent wire format (byte 0, schema id)");
        }
        DatumReader<T> reader =
                readers(topic).reader(ByteBuffer.wrap(data, 1, 4).getInt());
        try {
            return read(reader, data);
        } catch (IOException | RuntimeException | StackOverflowError e) { // nested deeper than anything of ours
            throw new SerializationException("not readable as its schema says: " + e.getMessage(), e);
        }
    }

    private T read(DatumReader<T> reader, byte[] data) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data, HEADER, data.length - HEADER, decoders.get());
        decoders.set(decoder);
        T record = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes after the end of the record");
        }
        return record;
    }

    private ReaderCache<T> readers(String topic) {
        ReaderCache<T> known = topics.get(topic);
        return known != null ? known : topics.computeIfAbsent(topic, this::newReaders);
    }

    private ReaderCache<T> newReaders(String topic) {
        return new ReaderCache<>(Objects.requireNonNull(registry, "configure() was not called"), topic);
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
