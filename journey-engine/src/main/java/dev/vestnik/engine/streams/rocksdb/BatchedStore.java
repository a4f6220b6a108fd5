package dev.vestnik.engine.streams.rocksdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * RocksDB, written some hundred entries at a time, in the order of their keys: entries that follow one another are put into a write
 * buffer without a search. Thread-safe.
 */
public final class BatchedStore {
    private static final int MOST_ENTRIES = 512;
    private static final int MOST_BYTES = 1 << 20;

    private static final Comparator<KeyValue<Bytes, byte @Nullable []>> BY_KEY =
            (one, other) -> Arrays.compareUnsigned(one.key.get(), other.key.get());

    private final KeyValueStore<Bytes, byte[]> disk;
    private final List<KeyValue<Bytes, byte @Nullable []>> waiting = new ArrayList<>();
    private int bytes;

    public BatchedStore(KeyValueStore<Bytes, byte[]> disk) {
        this.disk = disk;
    }

    /** Soon. */
    public synchronized void put(byte[] key, byte @Nullable [] value) {
        waiting.add(new KeyValue<>(Bytes.wrap(key), value));
        bytes += key.length + (value == null ? 0 : value.length);
        if (waiting.size() >= MOST_ENTRIES || bytes >= MOST_BYTES) {
            flush();
        }
    }

    /** The newest value, also where it was put just before. */
    public byte @Nullable [] get(byte[] key) {
        flush();
        return disk.get(Bytes.wrap(key));
    }

    /** The entries in this range, with those that were put before. */
    public KeyValueIterator<Bytes, byte[]> range(byte[] from, byte[] to) {
        flush();
        return disk.range(Bytes.wrap(from), Bytes.wrap(to));
    }

    @SuppressWarnings("NullAway") // a store takes null for "delete"
    public synchronized void flush() {
        if (!waiting.isEmpty()) {
            waiting.sort(BY_KEY); // stable: of one key the last value counts
            disk.putAll(waiting);
            waiting.clear();
            bytes = 0;
        }
    }

    /** Forgets what waits: the store is closed. */
    public synchronized void clear() {
        waiting.clear();
        bytes = 0;
    }
}
