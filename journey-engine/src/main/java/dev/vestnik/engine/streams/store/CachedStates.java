package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import dev.vestnik.engine.streams.store.StateCache.Entry;
import dev.vestnik.engine.streams.store.StateCache.Found;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A task's states: the recently used ones in memory, the others on the disk; one that has changed is in the one or on the other. Not
 * thread-safe.
 */
final class CachedStates {
    private final KeyValueStore<Bytes, byte[]> disk;
    private final BatchedStore batched;
    private final StateCache recent;
    /** The key of the state that was read or put last; each is read before it is put. */
    private byte @Nullable [] lastKey;

    private byte @Nullable [] lastValue;
    /** Whether the last state read came from the disk and is not cached: a put right after it would make caching it useless. */
    private boolean lastIsNew;

    private boolean leaving;
    /** Whether a state was put since {@link #willBeWritten}. */
    private boolean changed;

    /** @param batched writes to that disk */
    CachedStates(KeyValueStore<Bytes, byte[]> disk, BatchedStore batched, OpenStores open) {
        this.disk = disk;
        this.batched = batched;
        this.recent = new StateCache(open, this::leave);
    }

    byte @Nullable [] get(byte[] key) {
        if (!Arrays.equals(key, lastKey)) {
            keepLast();
            Found found = recent.get(key);
            last(key, found == null ? disk.get(Bytes.wrap(key)) : found.value(), found == null);
        }
        return lastValue;
    }

    private void keepLast() {
        if (lastIsNew && lastKey != null && lastValue != null) {
            recent.keep(lastKey, lastValue);
            writeLeaving();
        }
    }

    private void last(byte @Nullable [] key, byte @Nullable [] value, boolean isNew) {
        lastKey = key;
        lastValue = value;
        lastIsNew = isNew;
    }

    /** Changes a state that was read just before; null deletes it. */
    void put(byte[] key, byte @Nullable [] value) {
        last(key, value, false);
        changed = true;
        recent.put(key, value);
        writeLeaving();
    }

    private void leave(Entry entry) {
        batched.put(entry.key(), entry.value());
        leaving = true;
    }

    /** A state is either here or on the disk. */
    private void writeLeaving() {
        if (leaving) {
            batched.flush(); // where that fails it is tried again before anything is read
            leaving = false;
        }
    }

    /** The same as {@link StateCache#firstChanged}. */
    long firstChanged() {
        return recent.firstChanged();
    }

    /** The same as {@link StateCache#nextChunk}. */
    long nextChunk() {
        return recent.nextChunk();
    }

    /** Writes what has changed of one chunk. */
    void writeChanged(long chunk) {
        recent.writeChanged(chunk);
        writeLeaving();
    }

    /** Whether something here may not be on the disk. */
    boolean haveChanged() {
        return changed;
    }

    /** Whether so much has changed that restoring it would take long. */
    boolean wantWriting() {
        return recent.wantsWriting();
    }

    /** Begins a round: all changes up to now are about to be written, and {@link #haveChanged} is asked of later ones. */
    void willBeWritten() {
        changed = false;
    }

    /**
     * Writes what has changed of the next chunks.
     *
     * @param most of so many
     * @param end the number of the first one that is left
     * @return whether all below the end are written
     */
    boolean writeChanged(long most, long end) {
        long from = recent.firstChanged();
        long to = Math.min(from + most, end);
        for (long chunk = from; chunk < to; chunk++) {
            recent.writeChanged(chunk);
        }
        writeLeaving();
        recent.writtenBelow(to);
        return to >= end;
    }

    /** Forgets all; what has changed and was not written is lost. */
    void clear() {
        recent.clear();
        changed = false;
        last(null, null, false);
    }
}
