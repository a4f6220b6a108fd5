package dev.vestnik.engine.streams.codec;

import dev.vestnik.engine.customer.Armed;
import dev.vestnik.engine.customer.CustomerState;
import dev.vestnik.engine.decide.Signal.WakeClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link CustomerState}. The first byte is the format's version; every version that was ever released stays readable.
 * Format 2: version, when the service and the marketing wake-up are due (milliseconds since 1970, plus 1; 0 for none), length of the part
 * "who" ({@link Who}), that part, then what happens to the customer ({@link Happenings}).
 *
 * <p>Writing is for one thread; reading for any number of them.
 */
public final class StateCodec {
    /** No wake-up of this class. */
    public static final long NOT_ARMED = -1;

    private static final int VERSION = 2;

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

    /** @throws IllegalStateException when the bytes are of a format that this engine does not know */
    public Stored read(byte[] bytes) {
        Input in = begin(bytes);
        Armed armed = armed(in.varint(), in.varint());
        int whoLength = in.count();
        int whoOffset = in.at();
        Who known = WhoIn.read(new Input(bytes, whoOffset), interned);
        in.skip(whoLength);
        return new Stored(new HappeningsIn(in, interned).read(known, armed), bytes, whoOffset, whoLength);
    }

    /**
     * @param before what the store has; parts that did not change are copied from it
     * @throws IllegalArgumentException when a map holds a value of a kind that cannot be kept
     */
    public byte[] write(CustomerState state, @Nullable Stored before) {
        out.reset();
        out.u8(VERSION);
        out.varint(armed(state.armed().service()));
        out.varint(armed(state.armed().marketing()));
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

    /**
     * When this state's wake-up of a class is due, in milliseconds since 1970; {@link #NOT_ARMED} for none. Reads nothing else.
     *
     * @param bytes null for a customer never heard of
     * @throws IllegalStateException when the bytes are of a format that this engine does not know
     */
    public static long armed(byte @Nullable [] bytes, WakeClass wakeClass) {
        if (bytes == null) {
            return NOT_ARMED;
        }
        Input in = begin(bytes);
        long service = in.varint();
        return (wakeClass == WakeClass.SERVICE ? service : in.varint()) - 1;
    }

    private static Input begin(byte[] bytes) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("a customer's state in format " + bytes[0] + ", known is " + VERSION);
        }
        return new Input(bytes, 1);
    }

    private static Armed armed(long service, long marketing) {
        return service == 0 && marketing == 0 ? Armed.NONE : new Armed(instant(service), instant(marketing));
    }

    private static @Nullable Instant instant(long armed) {
        return armed == 0 ? null : Instant.ofEpochMilli(armed - 1);
    }

    private static long armed(@Nullable Instant instant) {
        return instant == null ? 0 : Math.max(0, Millis.of(instant)) + 1;
    }

    private static boolean sameWho(CustomerState one, CustomerState other) {
        return one.profile() == other.profile()
                && one.devices() == other.devices()
                && one.consents() == other.consents()
                && one.suppressions() == other.suppressions();
    }
}
