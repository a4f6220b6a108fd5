package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.FeatureLevel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link CustomerState}. The first byte is the format; every format that was ever released stays readable. Which one is
 * written is the feature level's to say.
 *
 * <p>Writing is for one thread; reading for any number of them.
 */
public final class StateCodec {
    /** No wake-up of this class. */
    public static final long NOT_ARMED = -1;

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final Format2Encoder format2 = new Format2Encoder(out);
    private final Format3Encoder format3 = new Format3Encoder(out);

    /**
     * A state with the bytes that it was read from.
     *
     * @param unknownFrom where the sections begin that this engine does not know; the length of the bytes where there are none
     */
    public record StoredState(CustomerState state, byte[] bytes, int unknownFrom) {

        /** Whether there is something in it that this engine does not know and keeps. */
        public boolean hasUnknown() {
            return unknownFrom < bytes.length;
        }
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public StoredState read(byte[] bytes) {
        try {
            if (StateFormat.THREE.isOf(bytes)) {
                return new Format3Decoder(bytes, interned).read();
            }
            if (StateFormat.TWO.isOf(bytes)) {
                return new StoredState(new Format2Decoder(bytes, interned).read(), bytes, bytes.length);
            }
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableStateException("a customer's state that is broken", e);
        }
        throw new UnreadableStateException(
                bytes.length == 0
                        ? "a customer's state without a byte"
                        : "a customer's state in format " + bytes[0] + ", known are 2 and 3");
    }

    /**
     * @param before what the store has; parts that did not change, and those that this engine does not know, are copied from it
     * @param level says which format may be written; a state in a later one keeps it
     * @throws IllegalArgumentException when a map holds a value of a kind that cannot be kept
     */
    public byte[] write(CustomerState state, @Nullable StoredState before, FeatureLevel level) {
        out.reset();
        boolean isThree = before != null && StateFormat.THREE.isOf(before.bytes());
        // Stops come from engines that work on a later level, which this one may not have heard of yet.
        if (isThree
                || level.allows(FeatureLevel.STATE_FORMAT_3)
                || !state.ties().isEmpty()
                || !state.reach().stops().isEmpty()) {
            format3.write(state, isThree ? before : null);
        } else {
            format2.write(state, before);
        }
        return out.toBytes();
    }

    /**
     * Writes in the format of the level, or in format 2 where only that fits: a state that was never too large must not become so when
     * the level is raised. One with parts for which format 2 has no room is written with them.
     *
     * @param most bytes that a state may have; the result may have more all the same
     */
    public byte[] write(CustomerState state, @Nullable StoredState before, FeatureLevel level, int most) {
        byte[] bytes = write(state, before, level);
        return bytes.length <= most || needsFormat3(state) ? bytes : write(state, before, FeatureLevel.OLDEST);
    }

    /** A state complete in itself, as it goes to another key; in the newest format. */
    public byte[] whole(CustomerState state) {
        return write(state, null, FeatureLevel.NEWEST);
    }

    static CustomerState whole(byte[] bytes, Interned interned) {
        return new Format3Decoder(bytes, interned).read().state();
    }

    /**
     * Whether parts of the state have no room in format 2 and cannot be left out. Owners of addresses can be told again.
     */
    private static boolean needsFormat3(CustomerState state) {
        return !state.memory().isEmpty()
                || !state.ties().isEmpty()
                || !state.reach().stops().isEmpty();
    }

    /**
     * When this state's wake-up of a class is due, in milliseconds since 1970; {@link #NOT_ARMED} for none, and where that cannot
     * be read. Reads nothing else, and so also of formats that are not known yet.
     *
     * @param bytes null for a customer never heard of
     */
    public static long armed(byte @Nullable [] bytes, WakeClass wakeClass) {
        if (bytes == null || bytes.length == 0 || bytes[0] < StateFormat.TWO.number()) {
            return NOT_ARMED;
        }
        try {
            return StateFormat.TWO.isOf(bytes)
                    ? Format2Decoder.armed(bytes, wakeClass)
                    : Format3Decoder.armed(bytes, wakeClass);
        } catch (IndexOutOfBoundsException e) {
            return NOT_ARMED;
        }
    }

    /**
     * The number of the customer's parked instances; 0 also where the bytes cannot be read. Reads nothing else.
     *
     * @param bytes null for a customer never heard of
     */
    public static int parked(byte @Nullable [] bytes) {
        if (bytes == null) {
            return 0;
        }
        try {
            if (StateFormat.THREE.isOf(bytes)) {
                return Format3Decoder.parked(bytes);
            }
            return StateFormat.TWO.isOf(bytes) ? Format2Decoder.parked(bytes) : 0;
        } catch (IndexOutOfBoundsException | ArithmeticException | UnreadableStateException e) {
            return 0;
        }
    }
}
