package dev.vestnik.sender.revocation;

import java.util.UUID;

/** A table from id to one byte, in open addressing: 17 bytes an entry at full load, grown at two thirds. */
final class IdTable {
    private static final int SMALLEST = 64;

    private long[] ids = new long[2 * SMALLEST];
    private byte[] values = new byte[SMALLEST];
    private int size;

    void put(UUID id, byte value) {
        if (size * 3 > values.length * 2) {
            grow();
        }
        int slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        if (isFree(slot)) {
            size++;
        }
        set(slot, id.getMostSignificantBits(), id.getLeastSignificantBits(), value);
    }

    /** The value, or -1. */
    int get(UUID id) {
        int slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        return isFree(slot) ? -1 : Byte.toUnsignedInt(values[slot]);
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] oldIds = ids;
        byte[] oldValues = values;
        ids = new long[oldIds.length * 2];
        values = new byte[oldValues.length * 2];
        for (int i = 0; i < oldValues.length; i++) {
            long high = oldIds[2 * i];
            long low = oldIds[2 * i + 1];
            if (high != 0 || low != 0) {
                set(slot(high, low), high, low, oldValues[i]);
            }
        }
    }

    private void set(int slot, long high, long low, byte value) {
        ids[2 * slot] = high;
        ids[2 * slot + 1] = low;
        values[slot] = value;
    }

    private boolean isFree(int slot) {
        return ids[2 * slot] == 0 && ids[2 * slot + 1] == 0;
    }

    /** The slot that has the id, or into which it would be put. */
    private int slot(long high, long low) {
        int mask = values.length - 1;
        int slot = Long.hashCode((high ^ low) * 0x9E3779B97F4A7C15L) & mask;
        while (!isFree(slot) && (ids[2 * slot] != high || ids[2 * slot + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
