package dev.vestnik.engine.streams.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * States in the order in which they were put, in large chunks of bytes: a log with an index, which costs the garbage collector
 * nothing. A state that is put again goes to the end. When room is needed, the current states in the oldest chunk go to the end too, as
 * long as all current ones take no more than three quarters of the room; else they leave, and are given out where they have changed.
 * Not thread-safe.
 *
 * <p>An entry is its length, the key's length, the value's length (-1 where the state was deleted), each four bytes, whether it has
 * changed (one byte, else the disk has it too), the key, the value.
 */
public final class StateCache {
    /** Small enough to be written in a few milliseconds, and for the collector not to be large. */
    static final int CHUNK = 1 << 18;

    private static final int CHANGED_AT = 12;
    private static final int HEADER = 13;
    private static final int SMALLEST_TABLE = 1 << 10;

    private final OpenStores bound;
    private final Consumer<Entry> written;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    /** The chunks by their numbers modulo the length; grows with the chunks. */
    private @Nullable Chunk[] byNumber = new @Nullable Chunk[8];

    private long nextNumber;
    /** Open addressing with linear probing: an entry's position + 1, 0 for none; its key's hash beside it. */
    private long[] positions = new long[SMALLEST_TABLE];

    private int[] hashes = new int[SMALLEST_TABLE];
    private int count;
    /** The bytes of the current entries. */
    private long bytes;

    private @Nullable ByteBuffer spare;
    /** The number of a chunk; in those with smaller numbers nothing has changed since it was written. */
    private long firstChanged;

    /** A state as it is given out; the value is null where the state was deleted. */
    record Entry(byte[] key, byte @Nullable [] value) {}

    /** The answer of {@link #get}. */
    record Found(byte @Nullable [] value) {}

    private static final class Chunk {
        private final long number;
        private final ByteBuffer bytes;

        Chunk(long number, ByteBuffer bytes) {
            this.number = number;
            this.bytes = bytes;
        }
    }

    /** @param written is given what has changed and has to make room */
    StateCache(OpenStores bound, Consumer<Entry> written) {
        this.bound = bound;
        this.written = written;
    }

    /** Null where it is not here. */
    @Nullable
    Found get(byte[] key) {
        int slot = slot(key, hash(key));
        if (positions[slot] == 0) {
            return null;
        }
        long position = positions[slot] - 1;
        return new Found(value(chunk(position).bytes, offset(position)));
    }

    /** A state that has changed; null deletes it. */
    void put(byte[] key, byte @Nullable [] value) {
        if (length(key, value) <= CHUNK) {
            add(key, value, true);
        } else {
            forget(key);
            written.accept(new Entry(key, value));
        }
    }

    /** A state that was read from the disk; one that is here already stays as it is. */
    void keep(byte[] key, byte[] value) {
        if (length(key, value) <= CHUNK && positions[slot(key, hash(key))] == 0) {
            add(key, value, false);
        }
    }

    private static int length(byte[] key, byte @Nullable [] value) {
        return HEADER + key.length + (value == null ? 0 : value.length);
    }

    private void add(byte[] key, byte @Nullable [] value, boolean changed) {
        int length = length(key, value);
        long position = append(key, value, changed, length);
        int hash = hash(key);
        int slot = slot(key, hash);
        if (positions[slot] == 0) {
            count++;
        } else {
            bytes -= length(positions[slot] - 1);
        }
        positions[slot] = position + 1;
        hashes[slot] = hash;
        bytes += length;
        if (count * 2 > positions.length) {
            grow();
        }
    }

    /** The oldest chunk's number in which something may have changed; their numbers follow one another. */
    long firstChanged() {
        return Math.max(firstChanged, chunks.isEmpty() ? nextNumber : chunks.element().number);
    }

    /** Above every chunk's number. */
    long nextChunk() {
        return nextNumber;
    }

    /** All changes in all chunks have been written. Later ones go to the end. */
    void allWritten() {
        firstChanged = Math.max(0, nextNumber - 1);
    }

    /** Gives out what has changed of some thousand states, and keeps it as what the disk has. */
    void writeChanged(long number) {
        Chunk chunk = byNumber[(int) (number % byNumber.length)];
        if (chunk == null || chunk.number != number) {
            return; // it had to make room
        }
        ByteBuffer in = chunk.bytes;
        for (int offset = 0; offset < in.position(); offset += in.getInt(offset)) {
            if (in.get(offset + CHANGED_AT) != 0 && isCurrent(chunk, offset)) {
                written.accept(new Entry(key(in, offset), value(in, offset)));
                in.put(offset + CHANGED_AT, (byte) 0);
            }
        }
    }

    private boolean isCurrent(Chunk chunk, int offset) {
        return positions[slotOf(chunk, offset)] != 0;
    }

    /** Nothing is here afterwards, and nothing is given out. */
    void clear() {
        bound.release((long) CHUNK * Math.max(0, chunks.size() - 1));
        chunks.clear();
        spare = null;
        Arrays.fill(byNumber, null);
        Arrays.fill(positions, 0);
        count = 0;
        bytes = 0;
    }

    private long append(byte[] key, byte @Nullable [] value, boolean changed, int length) {
        Chunk last = chunks.peekLast();
        if (last == null || last.bytes.remaining() < length) {
            last = freshChunk(true);
        }
        if (last.bytes.remaining() < length) {
            last = freshChunk(false);
        }
        int offset = last.bytes.position();
        last.bytes
                .putInt(length)
                .putInt(key.length)
                .putInt(value == null ? -1 : value.length)
                .put((byte) (changed ? 1 : 0))
                .put(key);
        if (value != null) {
            last.bytes.put(value);
        }
        return last.number * CHUNK + offset;
    }

    /**
     * One more where there is room for it, else the oldest makes room. The first one of each store is not counted.
     *
     * @param carry whether what is current in the chunk that makes room may go into the new one
     */
    private Chunk freshChunk(boolean carry) {
        long most = Math.max(1, bound.each() / CHUNK);
        if (chunks.size() > most) { // there is less room than before: one more each time, nobody waits for all of them
            empty(chunks.element(), null);
            spare = null;
            bound.release(CHUNK);
        }
        boolean more = chunks.isEmpty() || chunks.size() < most && bound.take(CHUNK);
        Chunk oldest = more ? null : chunks.element();
        Chunk fresh = new Chunk(nextNumber, spare == null ? ByteBuffer.allocate(CHUNK) : spare.clear());
        nextNumber++; // not before there is memory for it
        spare = null;
        chunks.addLast(fresh);
        if (chunks.size() > byNumber.length) {
            byNumber = new @Nullable Chunk[byNumber.length * 2];
            chunks.forEach(chunk -> byNumber[(int) (chunk.number % byNumber.length)] = chunk);
        }
        byNumber[(int) (fresh.number % byNumber.length)] = fresh;
        if (oldest != null) {
            empty(oldest, carry && chunks.size() <= most + 1 ? fresh : null);
        }
        return fresh;
    }

    /** @param into takes what is current as long as there is room in all; null: nothing */
    private void empty(Chunk oldest, @Nullable Chunk into) {
        ByteBuffer from = oldest.bytes;
        long room = (long) (chunks.size() - 1) * CHUNK / 4 * 3;
        for (int offset = 0; offset < from.position(); offset += from.getInt(offset)) {
            int slot = slotOf(oldest, offset);
            if (positions[slot] == 0) {
                continue;
            }
            int length = from.getInt(offset);
            if (into != null && bytes <= room) {
                positions[slot] = into.number * CHUNK + into.bytes.position() + 1;
                into.bytes.put(from.array(), offset, length);
            } else {
                if (from.get(offset + CHANGED_AT) != 0) {
                    written.accept(new Entry(key(from, offset), value(from, offset)));
                }
                bytes -= length;
                free(slot);
            }
        }
        chunks.removeFirst();
        byNumber[(int) (oldest.number % byNumber.length)] = null;
        spare = from;
    }

    private void forget(byte[] key) {
        int slot = slot(key, hash(key));
        if (positions[slot] != 0) {
            bytes -= length(positions[slot] - 1);
            free(slot);
        }
    }

    /** The length of the entry at this position. */
    private int length(long position) {
        return chunk(position).bytes.getInt(offset(position));
    }

    /** Where the key is, or would be. */
    private int slot(byte[] key, int hash) {
        int mask = positions.length - 1;
        int slot = hash & mask;
        while (positions[slot] != 0 && !(hashes[slot] == hash && isAt(positions[slot] - 1, key))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Where this very entry is; an empty slot where a newer one has its key. Looks into no other chunk. */
    private int slotOf(Chunk chunk, int offset) {
        long wanted = chunk.number * CHUNK + offset + 1;
        int mask = positions.length - 1;
        int from = offset + HEADER;
        int slot = hash(chunk.bytes.array(), from, from + chunk.bytes.getInt(offset + 4)) & mask;
        while (positions[slot] != 0 && positions[slot] != wanted) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(long position, byte[] key) {
        ByteBuffer bytes = chunk(position).bytes;
        int offset = offset(position);
        int from = offset + HEADER;
        return bytes.getInt(offset + 4) == key.length
                && Arrays.equals(bytes.array(), from, from + key.length, key, 0, key.length);
    }

    /** Empties a slot and closes the gap: an entry that may stand nearer to its own place moves up. */
    private void free(int slot) {
        int mask = positions.length - 1;
        int gap = slot;
        for (int next = gap + 1 & mask; positions[next] != 0; next = next + 1 & mask) {
            int home = hashes[next] & mask;
            if ((next - home & mask) >= (next - gap & mask)) {
                positions[gap] = positions[next];
                hashes[gap] = hashes[next];
                gap = next;
            }
        }
        positions[gap] = 0;
        count--;
    }

    private void grow() {
        long[] oldPositions = positions;
        int[] oldHashes = hashes;
        positions = new long[oldPositions.length * 2];
        hashes = new int[oldPositions.length * 2];
        int mask = positions.length - 1;
        for (int i = 0; i < oldPositions.length; i++) {
            if (oldPositions[i] != 0) {
                int slot = oldHashes[i] & mask;
                while (positions[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                positions[slot] = oldPositions[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    private Chunk chunk(long position) {
        return Objects.requireNonNull(byNumber[(int) (position / CHUNK % byNumber.length)]);
    }

    private static int offset(long position) {
        return (int) (position % CHUNK);
    }

    private static byte[] key(ByteBuffer bytes, int offset) {
        int from = offset + HEADER;
        return Arrays.copyOfRange(bytes.array(), from, from + bytes.getInt(offset + 4));
    }

    private static byte @Nullable [] value(ByteBuffer bytes, int offset) {
        int length = bytes.getInt(offset + 8);
        int from = offset + HEADER + bytes.getInt(offset + 4);
        return length < 0 ? null : Arrays.copyOfRange(bytes.array(), from, from + length);
    }

    private static int hash(byte[] key) {
        return hash(key, 0, key.length);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
