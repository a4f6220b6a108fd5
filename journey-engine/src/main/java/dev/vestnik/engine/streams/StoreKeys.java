package dev.vestnik.engine.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The keys of the one store, which is all that a task keeps. Their first byte says what it is: 0 and 1 a wake-up, 0xf0 and 0xf1
 * where the wake-ups are ({@link WakeupIndex}), 2 a customer's state, 3 the timeline ({@link TimelineRing}).
 */
final class StoreKeys {
    private static final byte STATE = 2;
    private static final byte TIMELINE = 3;
    private static final int HASH_END = 5;

    private StoreKeys() {}

    /** 2, the murmur2 of the customer's key, that key: who has an id finds its owner's state by the four bytes in it. */
    static byte[] state(byte[] customer) {
        return ByteBuffer.allocate(HASH_END + customer.length)
                .put(STATE)
                .putInt(Utils.murmur2(customer))
                .put(customer)
                .array();
    }

    /** The keys of the states of all customers with this hash are from here on, up to {@link #statesEnd}. */
    static byte[] statesFrom(int murmur2) {
        return ByteBuffer.allocate(HASH_END).put(STATE).putInt(murmur2).array();
    }

    /** No state of a customer with this hash is behind. */
    static byte[] statesEnd(int murmur2) {
        return murmur2 == -1 ? new byte[] {TIMELINE} : statesFrom(murmur2 + 1);
    }

    static byte[] statesFrom() {
        return new byte[] {STATE};
    }

    static byte[] statesEnd() {
        return new byte[] {TIMELINE};
    }

    /** The customer's key in the key of its state. */
    static String customerOf(byte[] stateKey) {
        return new String(stateKey, HASH_END, stateKey.length - HASH_END, StandardCharsets.UTF_8);
    }

    /** 3, the customer's key, 0, the slot. */
    static byte[] timeline(byte[] customer, int slot) {
        byte[] key = new byte[customer.length + 3];
        key[0] = TIMELINE;
        System.arraycopy(customer, 0, key, 1, customer.length);
        key[customer.length + 2] = (byte) slot;
        return key;
    }
}
