package dev.vestnik.engine.streams.store;

import java.util.Arrays;

/**
 * The position of each key's current entry, in primitive arrays: open addressing with linear probing. The keys themselves are read in the
 * chunks. A slot that was found is good until the next change.
 */
final class PositionTable {
    private static final int SMALLEST = 1 << 10;

    private final StateChunks chunks;
    /** An entry's position + 1, 0 for none; its key's hash beside it. */
    private long[] positions = new long[SMALLEST];

    private int[] hashes = new int[SMALLEST];
    private int count;

    PositionTable(StateChunks chunks) {
        this.chunks = chunks;
    }

    /** The slot of the key, or the one that it would have. */
    int slot(byte[] key, int hash) {
        int mask = positions.length - 1;
        int slot = hash & mask;
        while (positions[slot] != 0 && !(hashes[slot] == hash && isAt(positions[slot] - 1, key))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(long position, byte[] key) {
        return chunks.of(position).hasKey(StateChunk.offset(position), key);
    }

    /** The slot of this very entry; an empty slot where a newer one has its key. Looks into no other chunk. */
    int slotOf(StateChunk chunk, int offset) {
        long wanted = chunk.position(offset) + 1;
        int mask = positions.length - 1;
        int slot = chunk.keyHash(offset) & mask;
        while (positions[slot] != 0 && positions[slot] != wanted) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    boolean isEmpty(int slot) {
        return positions[slot] == 0;
    }

    /** The position in a slot that is not empty. */
    long position(int slot) {
        return positions[slot] - 1;
    }

    /** The key of this slot is there now. */
    void put(int slot, int hash, long position) {
        if (positions[slot] == 0) {
            count++;
        }
        hashes[slot] = hash;
        move(slot, position);
        if (count * 2 > positions.length) {
            grow();
        }
    }

    /** The entry of a slot that is not empty is there now. */
    void move(int slot, long position) {
        positions[slot] = position + 1;
    }

    /** Empties a slot and closes the gap: an entry that may stand nearer to its own place moves up. */
    void free(int slot) {
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

    void clear() {
        Arrays.fill(positions, 0);
        count = 0;
    }

    static int hash(byte[] key) {
        return hash(key, 0, key.length);
    }

    static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
