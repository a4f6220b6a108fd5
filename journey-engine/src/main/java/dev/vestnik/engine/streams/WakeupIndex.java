package dev.vestnik.engine.streams;

import dev.vestnik.engine.decide.Signal.WakeClass;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A task's wake-ups, ordered by due time. An entry's key is the class (one byte), when it is due (milliseconds, eight bytes, big
 * endian), the murmur2 of the customer's key and that key; it has no value.
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
    private static final byte[] REVISION = {(byte) 0xf1};
    private static final long CURSOR_SAVED_EVERY = 1_000;

    private final KeyValueStore<byte[], byte[]> store;
    private final Lane service = new Lane(WakeClass.SERVICE);
    private final Lane marketing = new Lane(WakeClass.MARKETING);

    /** An entry that has come due. */
    record Due(WakeClass wakeClass, long at, byte[] customer, byte[] key) {}

    /** Opens the index of a task; what it knows of pending entries is counted by a thread of its own. */
    WakeupIndex(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
        service.open();
        marketing.open();
    }

    void add(WakeClass wakeClass, long at, byte[] customer) {
        lane(wakeClass).add(at, customer);
    }

    void remove(WakeClass wakeClass, long at, byte[] customer) {
        lane(wakeClass).remove(key(wakeClass, at, customer));
    }

    void remove(Due due) {
        lane(due.wakeClass()).remove(due.key());
    }

    /** The first entries that are due, earliest first; each must be removed, or given {@link #back}. */
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

    /** The highest revision of the definitions that this task has used; -1 for none. */
    long revision() {
        byte[] stored = store.get(REVISION);
        return stored == null ? -1 : ByteBuffer.wrap(stored).getLong();
    }

    void revision(long used) {
        store.put(REVISION, ByteBuffer.allocate(8).putLong(used).array());
    }

    private Lane lane(WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> service;
            case MARKETING -> marketing;
        };
    }

    static byte[] key(WakeClass wakeClass, long at, byte[] customer) {
        return ByteBuffer.allocate(CUSTOMER_AT + customer.length)
                .put(prefix(wakeClass))
                .putLong(Math.max(0, at))
                .putInt(Utils.murmur2(customer))
                .put(customer)
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
            KeyValueIterator<byte[], byte[]> snapshot = store.range(cursor, end);
            Thread.startVirtualThread(() -> count(snapshot));
        }

        private void count(KeyValueIterator<byte[], byte[]> entries) {
            try (entries) {
                while (entries.hasNext()) {
                    entries.next();
                    pending.increment();
                }
            } catch (InvalidStateStoreException e) {
                // The task was closed meanwhile; nobody asks any more.
            }
        }

        void add(long at, byte[] customer) {
            byte[] key = key(wakeClass, at, customer);
            store.put(key, NOTHING);
            pending.increment();
            pullBack(key);
        }

        void pullBack(byte[] key) {
            if (below(key, cursor)) {
                cursor = key;
            }
            if (below(key, saved)) {
                save(key);
            }
        }

        void remove(byte[] key) {
            store.put(key, null);
            pending.decrement();
        }

        List<Due> due(long now, int limit) {
            if (earliest() > now) {
                return List.of();
            }
            List<Due> due = new ArrayList<>();
            try (KeyValueIterator<byte[], byte[]> entries = store.range(cursor, end)) {
                while (entries.hasNext() && due.size() < limit) {
                    KeyValue<byte[], byte[]> entry = entries.next();
                    long at = ByteBuffer.wrap(entry.key).getLong(1);
                    if (at > now) {
                        cursor = entry.key;
                        return due;
                    }
                    due.add(new Due(
                            wakeClass, at, Arrays.copyOfRange(entry.key, CUSTOMER_AT, entry.key.length), entry.key));
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
