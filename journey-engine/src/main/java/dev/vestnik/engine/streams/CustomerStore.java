package dev.vestnik.engine.streams;

import dev.vestnik.engine.decide.Effect;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a task keeps: the states and timelines of its customers, their wake-ups. */
final class CustomerStore {
    private final KeyValueStore<byte[], byte[]> store;
    private final WakeupIndex wakeUps;

    CustomerStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
        this.wakeUps = new WakeupIndex(store);
    }

    WakeupIndex wakeUps() {
        return wakeUps;
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
        for (Effect.Arm arm : plan.arms) {
            if (arm.replaces() != null) {
                wakeUps.remove(arm.wakeClass(), arm.replaces().toEpochMilli(), plan.customer);
            }
            wakeUps.add(arm.wakeClass(), arm.dueAt().toEpochMilli(), plan.customer);
        }
        if (plan.changed) {
            store.put(StoreKeys.state(plan.customer), plan.state);
        }
    }
}
