package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.walk.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Reads the states of a task from the disk, beside the thread that decides; writes those first that have changed. */
final class StateScan implements Scan {
    /** Some milliseconds' worth. */
    private static final int MOST_READ = 5_000;

    private static final int MOST_FOUND = 500;

    /** The time after which a read ends: a question to each state may cost much, and others wait for the thread that reads. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final WriteBackStore store;
    /** The begin of the next part. */
    private byte[] from;

    private boolean begun;
    private boolean over;

    /** @param from the first key to be read; empty: all are */
    StateScan(WriteBackStore store, byte[] from) {
        this.store = store;
        this.from = from.length == 0 ? StoreKeys.firstState() : from;
    }

    @Override
    public List<byte[]> next(Wanted wanted) {
        if (!begun) {
            store.writeAllSlowly();
            begun = true;
        }
        List<byte[]> found = new ArrayList<>();
        int most = Math.min(MOST_FOUND, wanted.most());
        long begin = System.nanoTime();
        try (KeyValueIterator<Bytes, byte[]> states = store.onDisk(from, StoreKeys.lastState())) {
            for (int read = 0; read < MOST_READ && found.size() < most && states.hasNext(); read++) {
                if (read > 0 && System.nanoTime() - begin > MOST_NANOS) {
                    break;
                }
                KeyValue<Bytes, byte[]> state = states.next();
                from = behind(state.key.get());
                String customer = StoreKeys.customerOf(state.key.get());
                if (wanted.test(customer, state.value)) {
                    found.add(customer.getBytes(StandardCharsets.UTF_8));
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
    public byte[] position() {
        return from;
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
