package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * A task's customers who have parked instances: an index of what the states say, see {@link WriteBackStore}. An entry's key is that of
 * the state with another first byte, its value the number of the instances (four bytes).
 */
public final class ParkedIndex {
    private final BatchedStore store;
    private final LongAdder instances = new LongAdder();

    ParkedIndex(BatchedStore store) {
        this.store = store;
    }

    /** Follows a state; null where there was or is none. */
    void changed(byte[] stateKey, byte @Nullable [] before, byte @Nullable [] after) {
        int from = StateCodec.parked(before);
        int to = StateCodec.parked(after);
        if (from != to) {
            instances.add(to - (long) from);
            put(StoreKeys.parked(stateKey), to);
        }
    }

    /** Makes the entry what this state says, whatever it was. */
    void settle(byte[] stateKey, byte @Nullable [] state) {
        byte[] key = StoreKeys.parked(stateKey);
        int parked = StateCodec.parked(state);
        if (parked != 0 || store.get(key) != null) {
            put(key, parked);
        }
    }

    private void put(byte[] key, int parked) {
        store.put(
                key, parked == 0 ? null : ByteBuffer.allocate(4).putInt(parked).array());
    }

    /** Counts all, on a thread of its own; to be called once nothing but decisions changes states any more. */
    public void count() {
        instances.reset();
        KeyValueIterator<Bytes, byte[]> snapshot = store.range(StoreKeys.firstParked(), StoreKeys.lastParked());
        Thread.startVirtualThread(() -> count(snapshot));
    }

    private void count(KeyValueIterator<Bytes, byte[]> entries) {
        try (entries) {
            while (entries.hasNext()) {
                instances.add(ByteBuffer.wrap(entries.next().value).getInt());
            }
        } catch (InvalidStateStoreException e) {
            // The task was closed meanwhile; nobody asks any more.
        }
    }

    /** The number of parked instances. */
    public long instances() {
        return Math.max(0, instances.sum());
    }
}
