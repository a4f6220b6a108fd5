package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.store.TimelineRing;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a task keeps: the states and timelines of its customers, and what definitions it has used. */
final class CustomerStore {
    private final KeyValueStore<byte[], byte[]> store;

    CustomerStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** The highest revision of the definitions that this task has used; 0 for none. */
    long revision() {
        byte[] stored = store.get(StoreKeys.revision());
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    void revision(long used) {
        store.put(StoreKeys.revision(), ByteBuffer.allocate(8).putLong(used).array());
    }

    byte @Nullable [] state(byte[] customer) {
        return store.get(StoreKeys.state(customer));
    }

    /** Does what a decision wants. */
    void apply(Plan plan) {
        if (plan.erase) {
            TimelineRing.erase(store, plan.customer);
        }
        if (plan.timeline != null) {
            TimelineRing.put(store, plan.customer, plan.firstSequence, plan.timeline);
        }
        if (plan.changed) {
            store.put(StoreKeys.state(plan.customer), plan.state);
        }
    }
}
