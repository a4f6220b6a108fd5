package dev.vestnik.schemas.serde;

import dev.vestnik.schemas.registry.RegistryRefusedException;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one topic by schema id. A record of another type than the catalogue says is poison here, not a
 * ClassCastException in whoever reads the topic. A refusal is remembered for a short time, so that many poison records cost
 * one question.
 */
final class ReaderCache<T> {
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int REMEMBERED_REFUSALS = 1_000;

    private record Refusal(RegistryRefusedException cause, long at) {}

    private final SchemaRegistry registry;
    private final @Nullable Schema expected;
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();

    ReaderCache(SchemaRegistry registry, String topic) {
        this.registry = registry;
        this.expected = valueOf(topic);
    }

    DatumReader<T> reader(int id) {
        DatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema writer = ask(id);
        DatumReader<T> fresh = fastReader(writer, ReaderSchema.forWriter(own(writer), writer));
        readers.put(id, fresh);
        return fresh;
    }

    /** Avro takes this one by itself only where the data model is one of its own classes. */
    private static <T> DatumReader<T> fastReader(Schema writer, Schema reader) {
        try {
            return new FastReaderBuilder(GeneratedClasses.INSTANCE).createDatumReader(writer, reader);
        } catch (IOException e) {
            throw new SerializationException("no reader of " + writer.getFullName(), e);
        }
    }

    private Schema ask(int id) {
        Refusal refusal = refusals.get(id);
        if (refusal != null && System.nanoTime() - refusal.at() < REMEMBERED_NANOS) {
            throw refusal.cause();
        }
        try {
            Schema schema = registry.byId(id);
            refusals.remove(id);
            return schema;
        } catch (RegistryRefusedException e) {
            if (refusals.size() >= REMEMBERED_REFUSALS) {
                refusals.clear();
            }
            refusals.put(id, new Refusal(e, System.nanoTime()));
            throw e;
        }
    }

    private Schema own(Schema writer) {
        Class<?> type = writer.getType() == Schema.Type.RECORD ? GeneratedClasses.INSTANCE.getClass(writer) : null;
        if (type == null) {
            throw new SerializationException("unknown record " + writer.getFullName());
        }
        Schema own = GeneratedClasses.INSTANCE.getSchema(type);
        if (expected != null && !expected.getFullName().equals(own.getFullName())) {
            throw new SerializationException("a " + own.getName() + " where a " + expected.getName() + " belongs");
        }
        return own;
    }

    /** The catalogue's value type of a topic, whatever the deployment's prefix is; null where the catalogue has none. */
    private static @Nullable Schema valueOf(String topic) {
        Optional<Topic> found = Topics.all().stream()
                .filter(candidate -> topic.endsWith(candidate.name()))
                .max(Comparator.comparingInt(candidate -> candidate.name().length()));
        return found.map(Topic::value).orElse(null);
    }
}
