package dev.vestnik.schemas.serde;

import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
 * ClassCastException in a consumer of the topic. A schema that nobody can read with is remembered for a short time, so that many poison
 * records cost one question; of many such schemas, the one that was not met for the longest time is forgotten.
 */
final class ReaderCache<T> {
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int REMEMBERED_REFUSALS = 2_000;
    /** A topic has a few; more than this many are not the work of our releases. */
    private static final int KEPT_READERS = 500;

    private record Refusal(SerializationException cause, long at) {}

    /** Refusals in the order in which they were met last. */
    private static final class Refusals extends LinkedHashMap<Integer, Refusal> {
        private static final long serialVersionUID = 1L;

        Refusals() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Refusal> eldest) {
            return size() > REMEMBERED_REFUSALS;
        }
    }

    private final SchemaRegistry registry;
    private final @Nullable Schema expected;
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final Map<Integer, Refusal> refusals = Collections.synchronizedMap(new Refusals());

    ReaderCache(SchemaRegistry registry, String topic) {
        this.registry = registry;
        this.expected = valueOf(topic);
    }

    DatumReader<T> reader(int id) {
        DatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Refusal refusal = refusals.get(id);
        if (refusal != null && System.nanoTime() - refusal.at() < REMEMBERED_NANOS) {
            throw refusal.cause();
        }
        DatumReader<T> fresh = ask(id);
        if (readers.size() >= KEPT_READERS) {
            readers.clear();
        }
        readers.put(id, fresh);
        return fresh;
    }

    private DatumReader<T> ask(int id) {
        try {
            DatumReader<T> fresh = reader(registry.byId(id));
            refusals.remove(id);
            return fresh;
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (SerializationException e) {
            refusals.put(id, new Refusal(e, System.nanoTime()));
            throw e;
        }
    }

    /** Avro takes this one by itself only where the data model is one of its own classes. */
    private DatumReader<T> reader(Schema writer) {
        Schema own = own(writer);
        try {
            return new FastReaderBuilder(GeneratedClasses.INSTANCE)
                    .createDatumReader(writer, ReaderSchema.forWriter(own, writer));
        } catch (IOException | RuntimeException | StackOverflowError e) { // a schema that nobody of ours wrote
            throw new SerializationException("no reader of " + writer.getFullName() + ": " + e, e);
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
