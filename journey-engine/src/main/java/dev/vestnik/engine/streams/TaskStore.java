package dev.vestnik.engine.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A task's store, written in batches: what one decision changes goes down in one call. Readers see every write. Whoever wrote must
 * {@link #flush} before the processor returns, for then Kafka Streams may commit.
 */
final class TaskStore {
    private final KeyValueStore<byte[], byte[]> store;
    private final List<KeyValue<byte[], byte @Nullable []>> writes = new ArrayList<>();

    TaskStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    byte @Nullable [] get(byte[] key) {
        flush();
        return store.get(key);
    }

    /** From a key, inclusive, to a key, inclusive. */
    KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
        flush();
        return store.range(from, to);
    }

    /** Null deletes. */
    void put(byte[] key, byte @Nullable [] value) {
        writes.add(new KeyValue<>(key, value));
    }

    @SuppressWarnings("NullAway") // a store takes null for "delete"
    void flush() {
        if (!writes.isEmpty()) {
            store.putAll(writes);
            writes.clear();
        }
    }
}
