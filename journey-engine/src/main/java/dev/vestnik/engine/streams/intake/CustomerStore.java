package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.rules.journey.JourneyId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The store of a task: the states and timelines of its customers, and the revision of the definitions it has used. */
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
        put(used, walked());
    }

    /** The target of the last walk that came to its end; 0 where none is known. */
    long walked() {
        byte[] stored = store.get(StoreKeys.revision());
        return stored == null || stored.length < 2 * Long.BYTES
                ? 0
                : ByteBuffer.wrap(stored).getLong(Long.BYTES);
    }

    /** @param used the revision that says so: nobody enters an older version any more */
    void walked(long target, long used) {
        put(used, target);
    }

    /** Engines of before read the first half and write no second one: those after them walk once more. */
    private void put(long revision, long walked) {
        ByteBuffer both = ByteBuffer.allocate(2 * Long.BYTES).putLong(revision).putLong(walked);
        store.put(StoreKeys.revision(), both.array());
    }

    /** The progress of a campaign through the customers here; null where it never began. */
    byte @Nullable [] cursor(JourneyId campaign) {
        return store.get(StoreKeys.cursor(campaign));
    }

    void cursor(JourneyId campaign, byte[] cursor) {
        store.put(StoreKeys.cursor(campaign), cursor);
    }

    byte @Nullable [] state(byte[] customer) {
        return store.get(StoreKeys.state(customer));
    }

    /** A row of an owner's that is no customer; null where there is none. */
    byte @Nullable [] row(byte[] key) {
        return store.get(key);
    }

    /** The first rows of an owner's between two keys. */
    List<KeyValue<byte[], byte[]>> rows(byte[] from, byte[] to, int most) {
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all = store.range(from, to)) {
            while (rows.size() < most && all.hasNext()) {
                rows.add(all.next());
            }
        }
        return rows;
    }

    byte @Nullable [] part(byte[] key) {
        return store.get(key);
    }

    /** Does what a decision wants. */
    void apply(Plan plan) {
        if (plan.erase) {
            TimelineRing.erase(store, plan.customer);
            MoveParts.erase(store, plan.customer);
        }
        if (plan.timeline != null) {
            TimelineRing.put(store, plan.customer, plan.firstSequence, plan.timeline);
        }
        plan.rows.forEach(row -> store.put(row.key(), row.value()));
        plan.parts.forEach(part -> store.put(part.key(), part.value()));
        if (plan.changed) {
            store.put(StoreKeys.state(plan.customer), plan.state);
        }
    }
}
