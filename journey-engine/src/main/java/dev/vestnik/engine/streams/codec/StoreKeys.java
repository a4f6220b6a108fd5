package dev.vestnik.engine.streams.codec;

import dev.vestnik.engine.streams.store.ParkedIndex;
import dev.vestnik.engine.streams.store.TaskIndex;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import dev.vestnik.rules.journey.JourneyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/**
 * The keys of the one store, which is all that a task keeps. Their first byte says what it is: 0, 1 and 5 a wake-up, 0xf0
 * how far these are ({@link WakeupIndex}), 0xf1 which definitions the task has used, 0xf2 how far a campaign has come, 2 a customer's state, 6 another owner's, or its purse here ({@link PurseCodec}), 7 a row of another owner's, 3 the timeline ({@link TimelineRing}), 9 parts of a state that moves to a customer, 4 who has parked
 * instances ({@link ParkedIndex}), 8 who has tasks ({@link TaskIndex}). Customers are everywhere in
 * the order of the murmur2 of their key, so what is due at the same time finds and writes what it needs in the order of the disk.
 */
public final class StoreKeys {
    private static final byte STATE = 2;
    private static final byte TIMELINE = 3;
    private static final byte PARKED = 4;
    private static final byte OTHERS_STATE = 6;
    private static final byte OTHERS_ROW = 7;
    private static final byte TASKS = 8;
    private static final byte PART = 9;
    private static final byte REVISION = (byte) 0xf1;
    private static final byte CURSOR = (byte) 0xf2;
    private static final int HASH_END = 5;
    private static final double HASHES = 1L << Integer.SIZE;
    private static final int PART_END = 1 + 2 * Long.BYTES + 1;

    private StoreKeys() {}

    public static byte[] revision() {
        return new byte[] {REVISION};
    }

    /** 0xf2, the id of the journey that the campaign starts. */
    public static byte[] cursor(JourneyId campaign) {
        byte[] id = campaign.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + id.length).put(CURSOR).put(id).array();
    }

    /** 2, the murmur2 of the customer's key, that key; of another owner 6, and the same. */
    public static byte[] state(byte[] owner) {
        return ByteBuffer.allocate(HASH_END + owner.length)
                .put(isCustomer(owner) ? STATE : OTHERS_STATE)
                .putInt(Utils.murmur2(owner))
                .put(owner)
                .array();
    }

    /** 7, the murmur2 of an owner's key, that key, 0, the kind of the row, what it is named by there. */
    static byte[] row(byte[] owner, char kind, byte[] name) {
        return ByteBuffer.allocate(HASH_END + owner.length + 2 + name.length)
                .put(OTHERS_ROW)
                .putInt(Utils.murmur2(owner))
                .put(owner)
                .put((byte) 0)
                .put((byte) kind)
                .put(name)
                .array();
    }

    /** Whether this is a customer's key, and not another owner's. */
    public static boolean isCustomer(byte[] owner) {
        return owner.length == 0 || owner[0] != '/';
    }

    public static boolean isState(byte[] key) {
        return key.length > 0 && (key[0] == STATE || key[0] == OTHERS_STATE);
    }

    /** Whether a changelog has entries of this kind; every other key in it is garbage. */
    public static boolean isLogged(byte[] key) {
        boolean ofOwner =
                key.length > HASH_END && (isState(key) || key[0] == TIMELINE || key[0] == OTHERS_ROW || key[0] == PART);
        return ofOwner || key.length == 1 && key[0] == REVISION || key.length > 1 && key[0] == CURSOR;
    }

    /** 4, then what a state's key has behind its first byte. */
    public static byte[] parked(byte[] stateKey) {
        byte[] key = stateKey.clone();
        key[0] = PARKED;
        return key;
    }

    public static byte[] firstParked() {
        return new byte[] {PARKED};
    }

    public static byte[] lastParked() {
        return new byte[] {PARKED + 1};
    }

    /** Parked customers whose key has this hash are from here on, up to {@link #lastParked(int)}. */
    public static byte[] firstParked(int murmur2) {
        return ByteBuffer.allocate(HASH_END).put(PARKED).putInt(murmur2).array();
    }

    public static byte[] lastParked(int murmur2) {
        return murmur2 == -1 ? lastParked() : firstParked(murmur2 + 1);
    }

    /** 8, then what a state's key has behind its first byte. */
    public static byte[] tasks(byte[] stateKey) {
        byte[] key = stateKey.clone();
        key[0] = TASKS;
        return key;
    }

    public static byte[] firstTasks() {
        return new byte[] {TASKS};
    }

    public static byte[] lastTasks() {
        return new byte[] {TASKS + 1};
    }

    /** Customers with tasks whose key has this hash are from here on, up to {@link #lastTasks(int)}. */
    public static byte[] firstTasks(int murmur2) {
        return ByteBuffer.allocate(HASH_END).put(TASKS).putInt(murmur2).array();
    }

    public static byte[] lastTasks(int murmur2) {
        return murmur2 == -1 ? lastTasks() : firstTasks(murmur2 + 1);
    }

    /** The customer's key in a key made by {@link #parked}, {@link #tasks} or {@link #state}. */
    public static String customerOf(byte[] key) {
        return new String(key, HASH_END, key.length - HASH_END, StandardCharsets.UTF_8);
    }

    /** The murmur2 of the customer's key in such a key. */
    public static int hashOf(byte[] key) {
        return ByteBuffer.wrap(key).getInt(1);
    }

    /** The part of all possible hashes that such keys up to this one have, above 0 to 1. */
    public static double shareUpTo(byte[] key) {
        return (Integer.toUnsignedLong(hashOf(key)) + 1) / HASHES;
    }

    /** All states of customers are from here on, up to {@link #lastState}. */
    public static byte[] firstState() {
        return new byte[] {STATE};
    }

    public static byte[] lastState() {
        return new byte[] {TIMELINE};
    }

    /** 9, the murmur2 of the customer's key, that key, 0, the move, the part's number. */
    public static byte[] part(byte[] customer, UUID move, int number) {
        return ByteBuffer.allocate(HASH_END + customer.length + PART_END)
                .put(PART)
                .putInt(Utils.murmur2(customer))
                .put(customer)
                .put((byte) 0)
                .putLong(move.getMostSignificantBits())
                .putLong(move.getLeastSignificantBits())
                .put((byte) number)
                .array();
    }

    /** 3, the murmur2 of the customer's key, that key, 0, the slot. */
    public static byte[] timeline(byte[] customer, int slot) {
        return ByteBuffer.allocate(HASH_END + customer.length + 2)
                .put(TIMELINE)
                .putInt(Utils.murmur2(customer))
                .put(customer)
                .put((byte) 0)
                .put((byte) slot)
                .array();
    }

    /**
     * The timelines of all customers whose key has this hash are from here on, up to {@link #lastTimeline}: the owner of an id, which
     * has the hash in it, is found there.
     */
    public static byte[] firstTimeline(int murmur2) {
        return ByteBuffer.allocate(HASH_END).put(TIMELINE).putInt(murmur2).array();
    }

    public static byte[] lastTimeline(int murmur2) {
        return murmur2 == -1 ? new byte[] {TIMELINE + 1} : firstTimeline(murmur2 + 1);
    }

    /** The customer's key in the key of a slot of its timeline. */
    public static String customerOfTimeline(byte[] key) {
        return new String(key, HASH_END, key.length - HASH_END - 2, StandardCharsets.UTF_8);
    }
}
