package dev.vestnik.engine.streams;

import dev.vestnik.engine.decide.Effect;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/** A task's stores. */
final class CustomerStores {
    private final KeyValueStore<byte[], byte[]> customers;
    private final KeyValueStore<byte[], byte[]> timeline;
    private final WindowStore<byte[], byte[]> owners;
    private final WakeupIndex wakeUps;

    CustomerStores(ProcessorContext<byte[], byte[]> context) {
        customers = context.getStateStore(EngineStores.CUSTOMERS);
        timeline = context.getStateStore(EngineStores.TIMELINE);
        owners = context.getStateStore(EngineStores.MESSAGE_OWNERS);
        wakeUps = new WakeupIndex(context.getStateStore(EngineStores.WAKE_UPS));
    }

    WakeupIndex wakeUps() {
        return wakeUps;
    }

    byte @Nullable [] state(byte[] customer) {
        return customers.get(customer);
    }

    /** Does to the stores what a decision wants. */
    void apply(Plan plan, Instant now) {
        if (plan.erase) {
            TimelineRing.erase(timeline, plan.customer);
        }
        if (plan.timeline != null) {
            TimelineRing.put(timeline, plan.customer, plan.firstSequence, plan.timeline);
        }
        for (Effect.Arm arm : plan.arms) {
            if (arm.replaces() != null) {
                wakeUps.remove(arm.wakeClass(), arm.replaces().toEpochMilli(), plan.customer);
            }
            wakeUps.add(arm.wakeClass(), arm.dueAt().toEpochMilli(), plan.customer);
        }
        for (UUID message : plan.messages) {
            owners.put(id(message), plan.customer, now.toEpochMilli());
        }
        if (plan.changed) {
            customers.put(plan.customer, plan.state);
        }
    }

    static byte[] id(UUID message) {
        return ByteBuffer.allocate(16)
                .putLong(message.getMostSignificantBits())
                .putLong(message.getLeastSignificantBits())
                .array();
    }
}
