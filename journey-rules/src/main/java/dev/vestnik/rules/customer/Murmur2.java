package dev.vestnik.rules.customer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Austin Appleby's MurmurHash2 of 32 bits, with the seed that Kafka gives it. */
final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int FACTOR = 0x5bd1e995;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Murmur2() {}

    static int hash(byte[] bytes) {
        int hash = SEED ^ bytes.length;
        int at = 0;
        for (; at + Integer.BYTES <= bytes.length; at += Integer.BYTES) {
            hash = (hash * FACTOR) ^ mixed((int) INT.get(bytes, at));
        }
        if (at < bytes.length) {
            hash = (hash ^ rest(bytes, at)) * FACTOR;
        }
        hash = (hash ^ (hash >>> 13)) * FACTOR;
        return hash ^ (hash >>> 15);
    }

    private static int mixed(int four) {
        int product = four * FACTOR;
        return (product ^ (product >>> 24)) * FACTOR;
    }

    /** The last one to three bytes, the first of them lowest. */
    private static int rest(byte[] bytes, int from) {
        int rest = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            rest = (rest << 8) | (bytes[i] & 0xff);
        }
        return rest;
    }
}
