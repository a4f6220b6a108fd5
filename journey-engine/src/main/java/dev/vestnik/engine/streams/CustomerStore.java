package dev.vestnik.engine.streams;

import dev.vestnik.engine.decide.Effect;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a task keeps: the states and timelines of its customers, their wake-ups. */
final class CustomerStore {
    private final TaskStore store;
    private final StateCaches.Cache cache;
    private final WakeupIndex wakeUps;

    CustomerStore(KeyValueStore<byte[], byte[]> store, StateCaches.Cache cache) {
        this.store = new TaskStore(store);
        this.cache = cache;
        this.wakeUps = new WakeupIndex(this.store);
    }

    WakeupIndex wakeUps() {
        return wakeUps;
    }

    byte @Nullable [] state(byte[] customer) {
        byte[] cached = cache.get(customer);
        if (cached != null) {
            return cached;
        }
        byte[] stored = store.get(StoreKeys.state(customer));
        if (stored != null) {
            cache.put(customer, stored);
        }
        return stored;
    }

    /** Does what a decision wants, together with what was done to the wake-ups before. */
    void apply(Plan plan) {
        if (plan.erase) {
            TimelineRing.erase(store, plan.customer);
        }
        if (plan.timeline != null) {
            TimelineRing.put(store, plan.customer, plan.firstSequence, plan.timeline);
        }
        for (Effect.Arm arm : plan.arms) {
            if (arm.replaces() != null) {
                wakeUps.remove(arm.wakeClass(), arm.replaces().toEpochMilli(), plan.customer);
            }
            wakeUps.add(arm.wakeClass(), arm.dueAt().toEpochMilli(), plan.customer);
        }
        if (plan.changed) {
            store.put(StoreKeys.state(plan.customer), plan.state);
            if (plan.state == null) {
                cache.remove(plan.customer);
            } else {
                cache.put(plan.customer, plan.state);
            }
        }
        store.flush();
    }

    /** Writes what is not written yet. */
    void flush() {
        store.flush();
    }

    void close() {
        cache.close();
    }
}
