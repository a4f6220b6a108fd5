package dev.vestnik.engine.streams.wakeup;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import dev.vestnik.engine.streams.store.WriteBackStore;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's wake-ups, ordered by due time: an index of what the states say, see {@link WriteBackStore}. An entry's key is the class
 * (one byte), when it is due (milliseconds, eight bytes, big endian), the murmur2 of the customer's key and that key; it has no
 * value.
 *
 * <p>Deleted entries leave tombstones that a range read would have to step over; see {@link WakeupLane} for how it does not.
 */
public final class WakeupIndex {
    private final WakeupLane service;
    private final WakeupLane marketing;
    private final WakeupLane housekeeping;

    /** An entry that has come due. */
    public record Due(WakeClass wakeClass, long at, byte[] customer, byte[] key) {}

    public WakeupIndex(BatchedStore store) {
        service = new WakeupLane(WakeClass.SERVICE, store);
        marketing = new WakeupLane(WakeClass.MARKETING, store);
        housekeeping = new WakeupLane(WakeClass.HOUSEKEEPING, store);
    }

    /**
     * Follows a state.
     *
     * @param key the state's, see {@link StoreKeys}
     * @param before null where there was none
     * @param after null where there is none any more
     */
    public void changed(byte[] key, byte @Nullable [] before, byte @Nullable [] after) {
        service.changed(key, before, after);
        marketing.changed(key, before, after);
        housekeeping.changed(key, before, after);
    }

    public void remove(Due due) {
        lane(due.wakeClass()).remove(due.key());
    }

    /** Has an entry come due at another time, whatever its customer's state says. */
    public void move(Due due, long at) {
        lane(due.wakeClass()).move(due.key(), at);
    }

    /** The first entries that are due, earliest first; the state of each must be changed, or the entry given {@link #back}. */
    public List<Due> due(WakeClass wakeClass, long now, int limit) {
        return lane(wakeClass).due(now, limit);
    }

    /** Gives back this entry, and those read after it: the task did not get round to them. */
    public void back(Due due) {
        lane(due.wakeClass()).back(due.key());
    }

    /** A time before which no entry is due; {@link Long#MAX_VALUE} where there is none. */
    public long earliest() {
        return Math.min(Math.min(service.earliest(), marketing.earliest()), housekeeping.earliest());
    }

    /** A time before which no entry of this class is due; {@link Long#MAX_VALUE} where there is none. */
    public long earliest(WakeClass wakeClass) {
        return lane(wakeClass).earliest();
    }

    /** Skips the entries that were deleted while the states were restored, so that the first read need not. */
    public void skipDeleted() {
        service.skipDeleted();
        marketing.skipDeleted();
        housekeeping.skipDeleted();
    }

    /** Saves the cursors that were not saved recently. */
    public void saveCursors(long now) {
        service.saveCursor(now);
        marketing.saveCursor(now);
        housekeeping.saveCursor(now);
    }

    /** Counts the pending wake-ups of all classes on threads of their own. Call it when only decisions change states. */
    public void count() {
        service.count();
        marketing.count();
        housekeeping.count();
    }

    public long pending(WakeClass wakeClass) {
        return lane(wakeClass).pending();
    }

    private WakeupLane lane(WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> service;
            case MARKETING -> marketing;
            case HOUSEKEEPING -> housekeeping;
        };
    }
}
