package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.store.StateCache.Entry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * States in one piece of memory, each behind the one that was put before it; found by its offset.
 *
 * <p>An entry is its length, the key's length, the value's length (-1 where the state was deleted), each four bytes, whether it has
 * changed (one byte, else the disk has it too), the key, the value.
 */
final class StateChunk {
    /** Small enough to be written in a few milliseconds, and for the collector not to be large. */
    static final int SIZE = 1 << 18;

    private static final int CHANGED_AT = 12;
    private static final int HEADER = 13;

    private final long number;
    private final ByteBuffer bytes;

    /** @param bytes as many as {@link #SIZE}, none of them used */
    StateChunk(long number, ByteBuffer bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    long number() {
        return number;
    }

    /** The memory, which another chunk may take when this one is not used any more. */
    ByteBuffer memory() {
        return bytes;
    }

    /** The length of a state as an entry. */
    static int length(byte[] key, byte @Nullable [] value) {
        return HEADER + key.length + (value == null ? 0 : value.length);
    }

    /** An entry's place among all chunks, unlike any other's. */
    long position(int offset) {
        return number * SIZE + offset;
    }

    static long numberOf(long position) {
        return position / SIZE;
    }

    static int offset(long position) {
        return (int) (position % SIZE);
    }

    boolean hasRoomFor(int length) {
        return bytes.remaining() >= length;
    }

    /** The offset of the next entry; those of all that are here are smaller. */
    int end() {
        return bytes.position();
    }

    /** The offset of the entry behind this one, or the end. */
    int next(int offset) {
        return offset + length(offset);
    }

    /** Puts a state at the end; there must be room for it. */
    void append(byte[] key, byte @Nullable [] value, boolean changed) {
        bytes.putInt(length(key, value))
                .putInt(key.length)
                .putInt(value == null ? -1 : value.length)
                .put((byte) (changed ? 1 : 0))
                .put(key);
        if (value != null) {
            bytes.put(value);
        }
    }

    /** Puts another chunk's entry at the end as it is; there must be room for it. */
    void append(StateChunk from, int offset) {
        bytes.put(from.bytes.array(), offset, from.length(offset));
    }

    int length(int offset) {
        return bytes.getInt(offset);
    }

    boolean hasChanged(int offset) {
        return bytes.get(offset + CHANGED_AT) != 0;
    }

    /** The disk has this entry now. */
    void written(int offset) {
        bytes.put(offset + CHANGED_AT, (byte) 0);
    }

    Entry entry(int offset) {
        int from = offset + HEADER;
        return new Entry(Arrays.copyOfRange(bytes.array(), from, from + keyLength(offset)), value(offset));
    }

    byte @Nullable [] value(int offset) {
        int length = bytes.getInt(offset + 8);
        int from = offset + HEADER + keyLength(offset);
        return length < 0 ? null : Arrays.copyOfRange(bytes.array(), from, from + length);
    }

    boolean hasKey(int offset, byte[] key) {
        int from = offset + HEADER;
        return keyLength(offset) == key.length
                && Arrays.equals(bytes.array(), from, from + key.length, key, 0, key.length);
    }

    /** The hash of the entry's key, as {@link PositionTable#hash} makes it. */
    int keyHash(int offset) {
        int from = offset + HEADER;
        return PositionTable.hash(bytes.array(), from, from + keyLength(offset));
    }

    private int keyLength(int offset) {
        return bytes.getInt(offset + 4);
    }
}
