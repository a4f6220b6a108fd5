package dev.vestnik.engine.streams.store;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * States in the order in which they were put, in large chunks of bytes: a log with an index, which costs the garbage collector
 * nothing. A state that is put again goes to the end. When room is needed, the current states in the oldest chunk go to the end too, as
 * long as all current ones take no more than three quarters of the room; else they leave. Either way they are given out where they have
 * changed: what has changed and was not given out stands in the order of its changes.
 * Not thread-safe.
 */
public final class StateCache {
    /** So many chunks of changes are worth writing, however large the room is: 32 MiB. */
    private static final long MOST_UNWRITTEN = 128;

    private final OpenStores bound;
    private final Consumer<Entry> written;
    private final StateChunks chunks = new StateChunks();
    private final PositionTable table = new PositionTable(chunks);
    /** The bytes of the current entries. */
    private long bytes;
    /** The number of a chunk; in those with smaller numbers nothing has changed since it was written. */
    private long firstChanged;

    /** A state as it is given out; the value is null where the state was deleted. */
    record Entry(byte[] key, byte @Nullable [] value) {}

    /** The answer of {@link #get}. */
    record Found(byte @Nullable [] value) {}

    /** @param written is given what has changed and has to make room */
    StateCache(OpenStores bound, Consumer<Entry> written) {
        this.bound = bound;
        this.written = written;
    }

    /** Null where it is not here. */
    @Nullable
    Found get(byte[] key) {
        int slot = slot(key);
        if (table.isEmpty(slot)) {
            return null;
        }
        long position = table.position(slot);
        return new Found(chunks.of(position).value(StateChunk.offset(position)));
    }

    /** A state that has changed; null deletes it. */
    void put(byte[] key, byte @Nullable [] value) {
        if (StateChunk.length(key, value) <= StateChunk.SIZE) {
            add(key, value, true);
        } else {
            forget(key);
            written.accept(new Entry(key, value));
        }
    }

    /** A state that was read from the disk; one that is here already stays as it is. */
    void keep(byte[] key, byte[] value) {
        if (StateChunk.length(key, value) <= StateChunk.SIZE && table.isEmpty(slot(key))) {
            add(key, value, false);
        }
    }

    private void add(byte[] key, byte @Nullable [] value, boolean changed) {
        int length = StateChunk.length(key, value);
        StateChunk chunk = chunkFor(length);
        long position = chunk.position(chunk.end());
        chunk.append(key, value, changed);
        int hash = PositionTable.hash(key);
        int slot = table.slot(key, hash);
        if (!table.isEmpty(slot)) {
            bytes -= lengthAt(slot);
        }
        bytes += length;
        table.put(slot, hash, position);
    }

    /** The oldest chunk's number in which something may have changed; their numbers follow one another. */
    long firstChanged() {
        return Math.max(
                firstChanged,
                chunks.isEmpty() ? chunks.nextNumber() : chunks.oldest().number());
    }

    /** Above every chunk's number. */
    long nextChunk() {
        return chunks.nextNumber();
    }

    /** Whether a quarter of the room may have changed. */
    boolean wantsWriting() {
        long quarter = Math.clamp(bound.each() / StateChunk.SIZE / 4, 1, MOST_UNWRITTEN);
        return nextChunk() - firstChanged() > quarter;
    }

    /** All changes in chunks with smaller numbers have been written. Later ones go to the end, into the newest chunk first. */
    void writtenBelow(long number) {
        firstChanged = Math.max(firstChanged, Math.min(number, chunks.nextNumber() - 1));
    }

    /** Gives out what has changed of some thousand states, and keeps it as what the disk has. */
    void writeChanged(long number) {
        StateChunk chunk = chunks.numbered(number);
        if (chunk == null) {
            return; // it had to make room
        }
        for (int offset = 0; offset < chunk.end(); offset = chunk.next(offset)) {
            if (chunk.hasChanged(offset) && !table.isEmpty(table.slotOf(chunk, offset))) {
                write(chunk, offset);
            }
        }
    }

    private void write(StateChunk chunk, int offset) {
        if (chunk.hasChanged(offset)) {
            written.accept(chunk.entry(offset));
            chunk.written(offset);
        }
    }

    /** Removes all entries without passing them on. */
    void clear() {
        bound.release((long) StateChunk.SIZE * Math.max(0, chunks.size() - 1));
        chunks.clear();
        table.clear();
        bytes = 0;
    }

    private StateChunk chunkFor(int length) {
        StateChunk last = chunks.newest();
        if (last == null || !last.hasRoomFor(length)) {
            last = freshChunk(true);
        }
        return last.hasRoomFor(length) ? last : freshChunk(false);
    }

    /**
     * One more where there is room for it, else the oldest makes room. The first one of each store is not counted.
     *
     * @param carry whether what is current in the chunk that makes room may go into the new one
     */
    private StateChunk freshChunk(boolean carry) {
        long most = Math.max(1, bound.each() / StateChunk.SIZE);
        if (chunks.size() > most) { // there is less room than before: one more each time, nobody waits for all of them
            empty(chunks.oldest(), null);
            chunks.removeOldest(false);
            bound.release(StateChunk.SIZE);
        }
        boolean more = chunks.isEmpty() || chunks.size() < most && bound.take(StateChunk.SIZE);
        StateChunk fresh = chunks.add();
        if (!more) {
            empty(chunks.oldest(), carry && chunks.size() <= most + 1 ? fresh : null);
            chunks.removeOldest(true);
        }
        return fresh;
    }

    /** @param into takes what is current as long as there is room in all; null: nothing */
    private void empty(StateChunk oldest, @Nullable StateChunk into) {
        long room = (long) (chunks.size() - 1) * StateChunk.SIZE / 4 * 3;
        for (int offset = 0; offset < oldest.end(); offset = oldest.next(offset)) {
            int slot = table.slotOf(oldest, offset);
            if (table.isEmpty(slot)) {
                continue;
            }
            if (into != null && bytes <= room) {
                write(oldest, offset);
                table.move(slot, into.position(into.end()));
                into.append(oldest, offset);
            } else {
                leave(oldest, offset, slot);
            }
        }
    }

    private void leave(StateChunk chunk, int offset, int slot) {
        write(chunk, offset);
        bytes -= chunk.length(offset);
        table.free(slot);
    }

    private void forget(byte[] key) {
        int slot = slot(key);
        if (!table.isEmpty(slot)) {
            bytes -= lengthAt(slot);
            table.free(slot);
        }
    }

    private int slot(byte[] key) {
        return table.slot(key, PositionTable.hash(key));
    }

    private int lengthAt(int slot) {
        long position = table.position(slot);
        return chunks.of(position).length(StateChunk.offset(position));
    }
}
