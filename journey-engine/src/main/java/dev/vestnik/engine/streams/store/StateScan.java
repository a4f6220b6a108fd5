package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.walk.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Reads the states of a task from the disk, beside the thread that decides; writes those first that have changed. */
final class StateScan implements Scan {
    /** Some milliseconds' worth. */
    private static final int MOST_READ = 5_000;

    private static final int MOST_FOUND = 500;

    private final WriteBackStore store;
    /** Where the next part begins; null before the first one. */
    private byte @Nullable [] from;

    private boolean over;

    StateScan(WriteBackStore store) {
        this.store = store;
    }

    @Override
    public List<byte[]> next(BiPredicate<byte[], byte[]> wanted) {
        if (from == null) {
            store.writeAllSlowly();
            from = StoreKeys.firstState();
        }
        List<byte[]> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> states = store.onDisk(from, StoreKeys.lastState())) {
            for (int read = 0; read < MOST_READ && found.size() < MOST_FOUND && states.hasNext(); read++) {
                KeyValue<Bytes, byte[]> state = states.next();
                from = behind(state.key.get());
                byte[] customer = StoreKeys.customerOf(state.key.get()).getBytes(StandardCharsets.UTF_8);
                if (wanted.test(customer, state.value)) {
                    found.add(customer);
                }
            }
            over = !states.hasNext();
        }
        return found;
    }

    /** The first key after this one. */
    private static byte[] behind(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
