package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.StateCodec.StoredState;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.rules.customer.Ties;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts by the parts of a visitor's state until the last one comes. They come in their order, events of the customer between them; a state
 * of one part, as nearly all are, is never put by.
 */
final class MoveParts {
    /** A megabyte in parts of a quarter, and some room for larger states of later versions. */
    private static final int MOST = 16;

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);
    private static final int LAST_NUMBER = 255;

    private MoveParts() {}

    /** A change of the store; a null value deletes. */
    record Kept(byte[] key, byte @Nullable [] value) {}

    /** The plan that puts a part by; null where the customer does not expect it. */
    static @Nullable Plan putBy(byte[] customer, @Nullable StoredState state, Incoming.MovePart part) {
        if (!isExpected(state, part) || part.number() < 1 || part.parts() > MOST) {
            return null;
        }
        Plan plan = new Plan(customer);
        plan.parts.add(new Kept(StoreKeys.part(customer, part.move(), part.number()), part.state()));
        return plan;
    }

    static boolean isExpected(@Nullable StoredState state, Incoming.MovePart part) {
        Ties ties = state == null ? Ties.NONE : state.state().ties();
        Ties.Expected expected = ties.expected(part.visitor());
        return expected != null && expected.move().equals(part.move());
    }

    /** All the bytes, with those of the last part; null where one is missing. */
    static byte @Nullable [] whole(CustomerStore store, byte[] customer, Incoming.MovePart last) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int number = 1; number < last.number(); number++) {
            byte[] part = store.part(StoreKeys.part(customer, last.move(), number));
            if (part == null) {
                return null;
            }
            whole.writeBytes(part);
        }
        whole.writeBytes(last.state());
        return whole.toByteArray();
    }

    /** Deletes the parts that were put by. */
    static void forget(Plan plan, byte[] customer, Incoming.MovePart last) {
        for (int number = 1; number < last.number(); number++) {
            plan.parts.add(new Kept(StoreKeys.part(customer, last.move(), number), null));
        }
    }

    /** Deletes all that is put by for a customer. */
    static void erase(KeyValueStore<byte[], byte[]> store, byte[] customer) {
        byte[] first = StoreKeys.part(customer, FIRST, 0);
        List<byte[]> keys = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> parts = store.range(first, StoreKeys.part(customer, LAST, LAST_NUMBER))) {
            while (parts.hasNext()) {
                KeyValue<byte[], byte[]> next = parts.next();
                if (next.key.length == first.length) { // else of a customer whose id has a zero in it
                    keys.add(next.key);
                }
            }
        }
        keys.forEach(key -> store.put(key, null));
    }
}
