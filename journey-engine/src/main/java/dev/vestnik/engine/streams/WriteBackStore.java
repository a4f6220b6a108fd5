package dev.vestnik.engine.streams;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 * costs more than the decision. A changed state is written when it is the one not asked for longest, when its task ends in order,
 * or when all states are read.
 *
 * <p>Nothing is lost by writing late: the changelog, one layer above, has every change in its transaction. Under exactly-once Kafka
 * Streams trusts what is in RocksDB only when the task ended in order, by {@link #commit}, which writes everything first; after any
 * other end it throws the directory away and restores the changelog.
 */
final class WriteBackStore implements KeyValueStore<Bytes, byte[]> {
    /** What an entry takes beside key and value: the map's entry, a wrapper, three headers. */
    private static final int OVERHEAD = 160;

    private final KeyValueStore<Bytes, byte[]> disk;
    private final CacheBound bound;
    private final Map<Bytes, Held> held = new LinkedHashMap<>(1024, 0.75f, true);
    private long size;

    /** @param value null where the state was deleted */
    private record Held(byte @Nullable [] value, boolean dirty) {}

    private WriteBackStore(KeyValueStore<Bytes, byte[]> disk, CacheBound bound) {
        this.disk = disk;
        this.bound = bound;
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
        bound.opened();
        disk.init(context, root);
    }

    @Override
    @SuppressWarnings("NullAway") // a store's answer for "not there" is null
    public synchronized byte[] get(Bytes key) {
        if (!StoreKeys.isState(key.get())) {
            return disk.get(key);
        }
        Held known = held.get(key);
        if (known == null) {
            known = new Held(disk.get(key), false);
            hold(key, known);
        }
        return known.value();
    }

    @Override
    public synchronized void put(Bytes key, byte @Nullable [] value) {
        if (StoreKeys.isState(key.get())) {
            hold(key, new Held(value, true));
        } else {
            write(key, value);
        }
    }

    private void hold(Bytes key, Held fresh) {
        Held before = held.put(key, fresh);
        size += weight(key, fresh) - (before == null ? 0 : weight(key, before));
        long most = bound.each();
        if (size > most) {
            shrink(most - most / 16);
        }
    }

    private static long weight(Bytes key, Held held) {
        return (long) OVERHEAD + key.get().length + (held.value() == null ? 0 : held.value().length);
    }

    private void shrink(long most) {
        List<KeyValue<Bytes, byte @Nullable []>> dirty = new ArrayList<>();
        Iterator<Map.Entry<Bytes, Held>> eldest = held.entrySet().iterator();
        while (size > most && eldest.hasNext()) {
            Map.Entry<Bytes, Held> entry = eldest.next();
            size -= weight(entry.getKey(), entry.getValue());
            if (entry.getValue().dirty()) {
                dirty.add(new KeyValue<>(entry.getKey(), entry.getValue().value()));
            }
            eldest.remove();
        }
        writeAll(dirty);
    }

    @SuppressWarnings("NullAway") // a store takes null for "delete"
    private void write(Bytes key, byte @Nullable [] value) {
        disk.put(key, value);
    }

    @SuppressWarnings("NullAway") // a store takes null for "delete"
    private void writeAll(List<KeyValue<Bytes, byte @Nullable []>> entries) {
        disk.putAll(entries);
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

    /** Where there are states between the two keys, writes them first. */
    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        if (StoreKeys.isState(from.get())) {
            shrink(0);
        }
        return disk.range(from, to);
    }

    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> all() {
        shrink(0);
        return disk.all();
    }

    @Override
    public long approximateNumEntries() {
        return disk.approximateNumEntries();
    }

    /** Afterwards nothing is held: whoever writes to RocksDB next may be the restoration of a standby. */
    @Override
    public synchronized void commit(Map<TopicPartition, Long> changelogOffsets) {
        shrink(0);
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
        if (disk.isOpen()) {
            bound.closed();
        }
        held.clear();
        size = 0;
        disk.close();
    }
}
