package dev.vestnik.engine.streams.codec;

import dev.vestnik.engine.customer.CustomerState;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link CustomerState}. The first byte is the format's version; every version that was ever written stays readable.
 * Format 1: version, length of the part "who" ({@link Who}), that part, then what happens to the customer ({@link Happenings}).
 *
 * <p>Writing is for one thread; reading for any number of them.
 */
public final class StateCodec {
    private static final int VERSION = 1;

    private final Interned interned = new Interned();
    private final Output out = new Output();
    private final Output whoOut = new Output();
    private final WhoOut who = new WhoOut(whoOut);
    private final HappeningsOut happenings = new HappeningsOut(out);

    /**
     * A state with the bytes that it was read from.
     *
     * @param whoOffset where the part "who" begins
     * @param whoLength its length
     */
    public record Stored(CustomerState state, byte[] bytes, int whoOffset, int whoLength) {}

    /** @throws IllegalStateException when the bytes are of a later version than this engine knows */
    public Stored read(byte[] bytes) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("a customer's state in format " + bytes[0] + ", known is " + VERSION);
        }
        Input in = new Input(bytes, 1);
        int whoLength = in.count();
        int whoOffset = in.at();
        Who known = WhoIn.read(new Input(bytes, whoOffset), interned);
        in.skip(whoLength);
        return new Stored(new HappeningsIn(in, interned).read(known), bytes, whoOffset, whoLength);
    }

    /**
     * @param before what the store has; parts that did not change are copied from it
     * @throws IllegalArgumentException when a map holds a value of a kind that cannot be kept
     */
    public byte[] write(CustomerState state, @Nullable Stored before) {
        out.reset();
        out.u8(VERSION);
        if (before != null && sameWho(state, before.state())) {
            out.varint(before.whoLength());
            out.raw(before.bytes(), before.whoOffset(), before.whoLength());
        } else {
            whoOut.reset();
            who.write(state);
            out.varint(whoOut.size());
            out.raw(whoOut);
        }
        happenings.write(state);
        return out.toBytes();
    }

    private static boolean sameWho(CustomerState one, CustomerState other) {
        return one.profile() == other.profile()
                && one.devices() == other.devices()
                && one.consents() == other.consents()
                && one.suppressions() == other.suppressions();
    }
}
