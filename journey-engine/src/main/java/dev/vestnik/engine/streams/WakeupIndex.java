package dev.vestnik.engine.streams;

import dev.vestnik.engine.decide.Signal.WakeClass;
import dev.vestnik.engine.streams.codec.StateCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * A task's wake-ups, ordered by due time: an index of what the states say, see {@link WriteBackStore}. An entry's key is the class
 * (one byte), when it is due (milliseconds, eight bytes, big endian), the murmur2 of the customer's key and that key; it has no
 * value.
 *
 * <p>Deleted entries leave tombstones that a range read would have to step over. So each class has a cursor below which there is no
 * entry; reading begins there. The cursor in memory is exact after each reading; the one in the store follows it about once a second
 * and is pulled back at once by an entry below it, so a restart reads over the tombstones of a second and misses nothing.
 */
final class WakeupIndex {
    private static final byte[] NOTHING = {};
    private static final int TIME_END = 9;
    private static final int CUSTOMER_AT = 13;
    private static final byte CURSOR = (byte) 0xf0;
    private static final long CURSOR_SAVED_EVERY = 1_000;

    private final BatchedStore store;
    private final Lane service = new Lane(WakeClass.SERVICE);
    private final Lane marketing = new Lane(WakeClass.MARKETING);

    /** An entry that has come due. */
    record Due(WakeClass wakeClass, long at, byte[] customer, byte[] key) {}

    /** Opens the index of a task; what it knows of pending entries is counted by a thread of its own. */
    WakeupIndex(BatchedStore store) {
        this.store = store;
        service.open();
        marketing.open();
    }

    /**
     * Follows a state.
     *
     * @param key the state's, see {@link StoreKeys}
     * @param before null where there was none
     * @param after null where there is none any more
     */
    void changed(byte[] key, byte @Nullable [] before, byte @Nullable [] after) {
        service.changed(key, before, after);
        marketing.changed(key, before, after);
    }

    void remove(Due due) {
        lane(due.wakeClass()).remove(due.key());
    }

    /** The first entries that are due, earliest first; the state of each must be changed, or the entry given {@link #back}. */
    List<Due> due(WakeClass wakeClass, long now, int limit) {
        return lane(wakeClass).due(now, limit);
    }

    /** This entry, and those read after it, were not got round to. */
    void back(Due due) {
        lane(due.wakeClass()).pullBack(due.key());
    }

    /** No entry is due before; {@link Long#MAX_VALUE} where there is none. */
    long earliest() {
        return Math.min(service.earliest(), marketing.earliest());
    }

    /** Lets the store's cursors follow, where they have not lately. */
    void saveCursors(long now) {
        service.saveCursor(now);
        marketing.saveCursor(now);
    }

    long pending(WakeClass wakeClass) {
        return Math.max(0, lane(wakeClass).pending.sum());
    }

    private Lane lane(WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> service;
            case MARKETING -> marketing;
        };
    }

    private static byte[] key(WakeClass wakeClass, long at, byte[] stateKey) {
        return ByteBuffer.allocate(TIME_END - 1 + stateKey.length)
                .put(prefix(wakeClass))
                .putLong(at)
                .put(stateKey, 1, stateKey.length - 1)
                .array();
    }

    /** Below every entry that is due then. */
    private static byte[] floor(WakeClass wakeClass, long at) {
        return ByteBuffer.allocate(TIME_END)
                .put(prefix(wakeClass))
                .putLong(Math.max(0, at))
                .array();
    }

    private static byte prefix(WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> 0;
            case MARKETING -> 1;
        };
    }

    private static boolean below(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) < 0;
    }

    /** The entries of one class. */
    private final class Lane {
        private final WakeClass wakeClass;
        private final byte[] end;
        private final byte[] cursorKey;
        private final LongAdder pending = new LongAdder();
        /** No entry is below. */
        private byte[] cursor;
        /** The same, as the store has it: never above {@link #cursor}. */
        private byte[] saved;

        private long savedAt;

        Lane(WakeClass wakeClass) {
            this.wakeClass = wakeClass;
            this.end = new byte[] {(byte) (prefix(wakeClass) + 1)};
            this.cursorKey = new byte[] {CURSOR, prefix(wakeClass)};
            this.cursor = new byte[] {prefix(wakeClass)};
            this.saved = cursor;
        }

        void open() {
            byte @Nullable [] stored = store.get(cursorKey);
            if (stored != null) {
                cursor = stored;
                saved = stored;
            }
            KeyValueIterator<Bytes, byte[]> snapshot = store.range(cursor, end);
            Thread.startVirtualThread(() -> count(snapshot));
        }

        private void count(KeyValueIterator<Bytes, byte[]> entries) {
            try (entries) {
                while (entries.hasNext()) {
                    entries.next();
                    pending.increment();
                }
            } catch (InvalidStateStoreException e) {
                // The task was closed meanwhile; nobody asks any more.
            }
        }

        void changed(byte[] stateKey, byte @Nullable [] before, byte @Nullable [] after) {
            long from = StateCodec.armed(before, wakeClass);
            long to = StateCodec.armed(after, wakeClass);
            if (from == to) {
                return;
            }
            if (from != StateCodec.NOT_ARMED) {
                remove(key(wakeClass, from, stateKey));
            }
            if (to != StateCodec.NOT_ARMED) {
                byte[] key = key(wakeClass, to, stateKey);
                store.put(key, NOTHING);
                pending.increment();
                pullBack(key);
            }
        }

        void remove(byte[] key) {
            store.put(key, null);
            pending.decrement();
        }

        void pullBack(byte[] key) {
            if (below(key, cursor)) {
                cursor = key;
            }
            if (below(key, saved)) {
                save(key);
            }
        }

        List<Due> due(long now, int limit) {
            if (earliest() > now) {
                return List.of();
            }
            List<Due> due = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> entries = store.range(cursor, end)) {
                while (entries.hasNext() && due.size() < limit) {
                    byte[] key = entries.next().key.get();
                    long at = ByteBuffer.wrap(key).getLong(1);
                    if (at > now) {
                        cursor = key;
                        return due;
                    }
                    due.add(new Due(wakeClass, at, Arrays.copyOfRange(key, CUSTOMER_AT, key.length), key));
                }
            }
            cursor = due.size() < limit ? end : after(due.getLast().key());
            return due;
        }

        private static byte[] after(byte[] key) {
            return Arrays.copyOf(key, key.length + 1);
        }

        long earliest() {
            if (cursor == end) {
                return Long.MAX_VALUE;
            }
            return cursor.length < TIME_END ? 0 : ByteBuffer.wrap(cursor).getLong(1);
        }

        void saveCursor(long now) {
            if (Math.abs(now - savedAt) < CURSOR_SAVED_EVERY) {
                return;
            }
            savedAt = now;
            byte[] reached = floor(wakeClass, now);
            byte[] target = below(reached, cursor) ? reached : cursor;
            if (below(saved, target)) {
                save(target);
            }
        }

        private void save(byte[] key) {
            saved = key;
            store.put(cursorKey, key);
        }
    }
}
