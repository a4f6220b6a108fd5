package dev.vestnik.engine.streams;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * States in the order in which they were put, in large chunks of bytes: a log with an index, which costs the garbage collector
 * nothing. A state that is put again goes to the end; what is at the beginning when room is needed is given out to be written.
 * Not thread-safe.
 *
 * <p>An entry is its length, the key's length, the value's length (-1 where the state was deleted), each four bytes, the key, the
 * value.
 */
final class RecentStates {
    private static final int CHUNK = 1 << 20;
    private static final int HEADER = 12;
    private static final int SMALLEST_TABLE = 1 << 10;

    private final OpenStores bound;
    private final Consumer<Entry> written;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    /** By the chunk's number modulo its length; grows with the chunks. */
    private @Nullable Chunk[] byNumber = new @Nullable Chunk[8];

    private long nextNumber;
    /** Open addressing with linear probing: an entry's position + 1, 0 for none; its key's hash beside it. */
    private long[] positions = new long[SMALLEST_TABLE];

    private int[] hashes = new int[SMALLEST_TABLE];
    private int count;

    /** What is given out; the value is null where the state was deleted. */
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

    /** @param written is given what has to make room */
    RecentStates(OpenStores bound, Consumer<Entry> written) {
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

    void put(byte[] key, byte @Nullable [] value) {
        int length = HEADER + key.length + (value == null ? 0 : value.length);
        if (length > CHUNK) {
            forget(key);
            written.accept(new Entry(key, value));
            return;
        }
        long position = append(key, value, length);
        int hash = hash(key);
        int slot = slot(key, hash);
        if (positions[slot] == 0) {
            count++;
        }
        positions[slot] = position + 1;
        hashes[slot] = hash;
        if (count * 2 > positions.length) {
            grow();
        }
    }

    /** How often {@link #writeOldest} gives out everything. */
    int chunks() {
        return chunks.size();
    }

    /** Gives out the oldest, some thousand states; nothing where there are none. */
    void writeOldest() {
        if (!chunks.isEmpty()) {
            writeFirst();
        }
    }

    /** Nothing is here afterwards, and nothing is given out. */
    void clear() {
        chunks.clear();
        Arrays.fill(byNumber, null);
        Arrays.fill(positions, 0);
        count = 0;
    }

    private long append(byte[] key, byte @Nullable [] value, int length) {
        Chunk last = chunks.peekLast();
        if (last == null || last.bytes.remaining() < length) {
            last = nextChunk();
        }
        int offset = last.bytes.position();
        last.bytes
                .putInt(length)
                .putInt(key.length)
                .putInt(value == null ? -1 : value.length)
                .put(key);
        if (value != null) {
            last.bytes.put(value);
        }
        return last.number * CHUNK + offset;
    }

    private Chunk nextChunk() {
        ByteBuffer bytes = null;
        while ((long) (chunks.size() + 1) * CHUNK > Math.max(CHUNK, bound.each())) {
            bytes = writeFirst();
        }
        Chunk fresh = new Chunk(nextNumber++, bytes == null ? ByteBuffer.allocate(CHUNK) : bytes.clear());
        chunks.addLast(fresh);
        if (chunks.size() > byNumber.length) {
            byNumber = new @Nullable Chunk[byNumber.length * 2];
            chunks.forEach(chunk -> byNumber[(int) (chunk.number % byNumber.length)] = chunk);
        }
        byNumber[(int) (fresh.number % byNumber.length)] = fresh;
        return fresh;
    }

    private ByteBuffer writeFirst() {
        Chunk first = chunks.element();
        ByteBuffer bytes = first.bytes;
        for (int offset = 0; offset < bytes.position(); offset += bytes.getInt(offset)) {
            byte[] key = key(bytes, offset);
            int slot = slot(key, hash(key));
            if (positions[slot] == first.number * CHUNK + offset + 1) {
                written.accept(new Entry(key, value(bytes, offset)));
                free(slot);
            }
        }
        chunks.removeFirst();
        byNumber[(int) (first.number % byNumber.length)] = null;
        return bytes;
    }

    private void forget(byte[] key) {
        int slot = slot(key, hash(key));
        if (positions[slot] != 0) {
            free(slot);
        }
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
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
