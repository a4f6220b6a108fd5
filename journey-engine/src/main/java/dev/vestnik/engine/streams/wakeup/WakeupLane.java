package dev.vestnik.engine.streams.wakeup;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The wake-ups of one class of a task. Deleted entries leave tombstones, and a read that steps over them costs as much as if they were
 * still there. So there is a cursor: every entry below it is known, and reading begins there. A customer who enters a journey whose time
 * has come already, or whose event was late, has an entry below it, where all has been fired and deleted: such entries are kept in memory
 * too.
 *
 * <p>The cursor in memory is exact after each reading. The one in the store follows it about once a second while wake-ups fire, and is
 * pulled back at once by an entry below it, so a restart reads over the tombstones of a second and misses nothing.
 */
final class WakeupLane {
    private static final byte[] NOTHING = {};
    private static final int TIME_END = 9;
    private static final int CUSTOMER_AT = 13;
    private static final byte CURSOR = (byte) 0xf0;
    private static final long CURSOR_SAVED_EVERY = 1_000;
    private static final int MOST_EARLY = 10_000;

    private final WakeClass wakeClass;
    private final BatchedStore store;
    private final byte[] end;
    private final byte[] cursorKey;
    private final LongAdder pending = new LongAdder();
    /** Every entry below the cursor. */
    private final TreeSet<byte[]> early = new TreeSet<>(Arrays::compareUnsigned);

    private byte[] cursor;
    /** The begin of the last reading. */
    private byte[] readFrom;
    /** The cursor in the store; no entry is below it. */
    private byte[] saved;

    private long savedAt;

    WakeupLane(WakeClass wakeClass, BatchedStore store) {
        this.wakeClass = wakeClass;
        this.store = store;
        this.end = new byte[] {(byte) (prefix(wakeClass) + 1)};
        this.cursorKey = new byte[] {CURSOR, prefix(wakeClass)};
        byte @Nullable [] stored = store.get(cursorKey);
        this.saved = stored == null ? new byte[] {prefix(wakeClass)} : stored;
        this.cursor = saved;
        this.readFrom = saved;
    }

    /** Counts the pending wake-ups of this lane, on a thread of its own. */
    void count() {
        pending.reset();
        KeyValueIterator<Bytes, byte[]> snapshot = store.range(saved, end);
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

    long pending() {
        return Math.max(0, pending.sum());
    }

    void changed(byte[] stateKey, byte @Nullable [] before, byte @Nullable [] after) {
        long from = StateCodec.armed(before, wakeClass);
        long to = StateCodec.armed(after, wakeClass);
        if (from == to) {
            return;
        }
        if (from != StateCodec.NOT_ARMED) {
            remove(key(from, stateKey));
        }
        if (to != StateCodec.NOT_ARMED) {
            add(key(to, stateKey));
        }
    }

    private void add(byte[] key) {
        store.put(key, NOTHING);
        pending.increment();
        if (below(key, cursor)) {
            early.add(key);
            if (early.size() > MOST_EARLY) {
                pullBack(early.first());
            }
        }
        if (below(key, saved)) {
            save(key);
        }
    }

    void remove(byte[] key) {
        store.put(key, null);
        pending.decrement();
        early.remove(key);
    }

    void move(byte[] key, long at) {
        byte[] moved = key.clone();
        ByteBuffer.wrap(moved).putLong(1, at);
        remove(key);
        add(moved);
    }

    /** The first entries that are due; they stay where they are until they are removed or given {@link #back}. */
    List<Due> due(long now, int limit) {
        readFrom = cursor;
        List<Due> due = new ArrayList<>();
        Iterator<byte[]> known = early.iterator();
        while (known.hasNext() && due.size() < limit) {
            byte[] key = known.next();
            if (at(key) > now) {
                return due;
            }
            due.add(due(key));
        }
        if (due.size() < limit && at(cursor) <= now) {
            read(due, now, limit);
        }
        return due;
    }

    void skipDeleted() {
        read(new ArrayList<>(), Long.MIN_VALUE, 0);
    }

    private void read(List<Due> due, long now, int limit) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(cursor, end)) {
            while (entries.hasNext()) {
                byte[] key = entries.next().key.get();
                if (at(key) > now || due.size() == limit) {
                    cursor = key;
                    return;
                }
                due.add(due(key));
            }
        }
        cursor = end;
    }

    private Due due(byte[] key) {
        return new Due(wakeClass, at(key), Arrays.copyOfRange(key, CUSTOMER_AT, key.length), key);
    }

    /** Gives back this entry, and those after it, of those that were read last: they are still to be given. */
    void back(byte[] key) {
        byte[] from = early.contains(key) ? readFrom : key;
        if (below(from, cursor)) {
            pullBack(from);
        }
    }

    private void pullBack(byte[] to) {
        cursor = to;
        early.tailSet(to).clear();
    }

    /** A time before which no entry is due; {@link Long#MAX_VALUE} where there is none. */
    long earliest() {
        return at(first());
    }

    private byte[] first() {
        return early.isEmpty() ? cursor : early.first();
    }

    private long at(byte[] key) {
        if (key == end) {
            return Long.MAX_VALUE;
        }
        return key.length < TIME_END ? 0 : ByteBuffer.wrap(key).getLong(1);
    }

    /** Saves the cursor where it was not saved recently. */
    void saveCursor(long now) {
        if (Math.abs(now - savedAt) < CURSOR_SAVED_EVERY) {
            return;
        }
        savedAt = now;
        byte[] reached = floor(now);
        byte[] target = below(reached, first()) ? reached : first();
        if (below(saved, target)) {
            save(target);
        }
    }

    private void save(byte[] key) {
        saved = key;
        store.put(cursorKey, key);
    }

    private byte[] key(long at, byte[] stateKey) {
        return ByteBuffer.allocate(TIME_END - 1 + stateKey.length)
                .put(prefix(wakeClass))
                .putLong(at)
                .put(stateKey, 1, stateKey.length - 1)
                .array();
    }

    /** Below every entry that is due then. */
    private byte[] floor(long at) {
        return ByteBuffer.allocate(TIME_END)
                .put(prefix(wakeClass))
                .putLong(Math.max(0, at))
                .array();
    }

    private static byte prefix(WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> 0;
            case MARKETING -> 1;
            case HOUSEKEEPING -> 5;
        };
    }

    private static boolean below(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) < 0;
    }
}
