package dev.vestnik.engine.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The states seen lately, in their bytes: who has just been here comes again soon, and a read from RocksDB costs more than the
 * decision. The open caches share one bound equally; each belongs to a task and dies with it, so nothing rolled back is left in it.
 */
final class StateCaches {
    /** What an entry takes beside key and state: the map's entry, its links, two array headers, a wrapper. */
    private static final int OVERHEAD = 136;

    private final long limit;
    private final AtomicInteger open = new AtomicInteger();

    /** @param limit in bytes, of all caches together */
    StateCaches(long limit) {
        this.limit = limit;
    }

    Cache open() {
        open.incrementAndGet();
        return new Cache();
    }

    /** One task's cache; for one thread. */
    final class Cache implements AutoCloseable {
        private final Map<Bytes, byte[]> states = new LinkedHashMap<>(1024, 0.75f, true);
        private long size;

        byte @Nullable [] get(byte[] customer) {
            return states.get(Bytes.wrap(customer));
        }

        void put(byte[] customer, byte[] state) {
            Bytes key = Bytes.wrap(customer);
            byte[] before = states.put(key, state);
            size += weight(key, state) - (before == null ? 0 : weight(key, before));
            long most = limit / Math.max(1, open.get());
            while (size > most && !states.isEmpty()) {
                remove(states.keySet().iterator().next());
            }
        }

        void remove(byte[] customer) {
            remove(Bytes.wrap(customer));
        }

        private void remove(Bytes key) {
            byte[] state = states.remove(key);
            size -= state == null ? 0 : weight(key, state);
        }

        long size() {
            return size;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        private static long weight(Bytes key, byte[] state) {
            return (long) OVERHEAD + key.get().length + state.length;
        }
    }
}
