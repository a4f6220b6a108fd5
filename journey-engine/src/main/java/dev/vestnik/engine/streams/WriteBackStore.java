package dev.vestnik.engine.streams;

import dev.vestnik.engine.streams.RecentStates.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * RocksDB with the customers' states of late before it: who has just been here comes again soon, and a read or a write of RocksDB
 * costs more than the decision. A changed state is written when room is needed and it was not changed for longest, when its task
 * ends in order, or when all states are read. A state that is only read is not kept: most who look at a page do not wait for us.
 *
 * <p>Nothing is lost by writing late: the changelog, one layer above, has every change in its transaction. Under exactly-once Kafka
 * Streams trusts what is in RocksDB only when the task ended in order, by {@link #commit}, which writes everything first; after any
 * other end it throws the directory away and restores the changelog.
 */
final class WriteBackStore implements KeyValueStore<Bytes, byte[]> {
    private final KeyValueStore<Bytes, byte[]> disk;
    private final CacheBound bound;
    private final RecentStates recent;
    private final List<KeyValue<Bytes, byte @Nullable []>> leaving = new ArrayList<>();
    private boolean counted;

    private WriteBackStore(KeyValueStore<Bytes, byte[]> disk, CacheBound bound) {
        this.disk = disk;
        this.bound = bound;
        this.recent =
                new RecentStates(bound, entry -> leaving.add(new KeyValue<>(Bytes.wrap(entry.key()), entry.value())));
    }

    /** Gives every task a store of its own. */
    static KeyValueBytesStoreSupplier supplier(String name, CacheBound bound) {
        KeyValueBytesStoreSupplier disk = Stores.persistentKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new WriteBackStore(disk.get(), bound);
            }

            @Override
            public String metricsScope() {
                return disk.metricsScope();
            }
        };
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        disk.init(context, root); // throws where the last end was not in order
        if (!counted) {
            counted = true;
            bound.opened();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // a store's answer for "not there" is null
    public synchronized byte[] get(Bytes key) {
        Found found = StoreKeys.isState(key.get()) ? recent.get(key.get()) : null;
        return found == null ? disk.get(key) : found.value();
    }

    @Override
    @SuppressWarnings("NullAway") // a store takes null for "delete"
    public synchronized void put(Bytes key, byte @Nullable [] value) {
        if (StoreKeys.isState(key.get())) {
            recent.put(key.get(), value);
            writeLeaving();
        } else {
            disk.put(key, value);
        }
    }

    @SuppressWarnings("NullAway") // a store takes null for "delete"
    private void writeLeaving() {
        if (!leaving.isEmpty()) {
            disk.putAll(leaving);
            leaving.clear();
        }
    }

    /** All that is here now. */
    private void writeAll() {
        for (int chunks = chunks(); chunks > 0; chunks--) {
            writeOldest();
        }
    }

    private synchronized int chunks() {
        return recent.chunks();
    }

    private synchronized void writeOldest() {
        recent.writeOldest();
        writeLeaving();
    }

    @Override
    @SuppressWarnings("NullAway")
    public synchronized byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public synchronized void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public synchronized byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    /**
     * Where there are states between the two keys, writes them first, some at a time: whoever asks is not the one who decides,
     * and must not make that one wait. A state that is changed meanwhile may be read as it was before.
     */
    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        if (StoreKeys.isState(from.get())) {
            writeAll();
        }
        return disk.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        writeAll();
        return disk.all();
    }

    @Override
    public long approximateNumEntries() {
        return disk.approximateNumEntries();
    }

    /** Afterwards nothing is held: whoever writes to RocksDB next may be the restoration of a standby. */
    @Override
    public synchronized void commit(Map<TopicPartition, Long> changelogOffsets) {
        writeAll();
        disk.commit(changelogOffsets);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return disk.committedOffset(partition);
    }

    @Override
    public boolean managesOffsets() {
        return disk.managesOffsets();
    }

    @Override
    public boolean persistent() {
        return disk.persistent();
    }

    @Override
    public boolean isOpen() {
        return disk.isOpen();
    }

    @Override
    public Position getPosition() {
        return disk.getPosition();
    }

    @Override
    public synchronized void close() {
        if (counted) {
            counted = false;
            bound.closed();
        }
        recent.clear();
        disk.close();
    }
}
