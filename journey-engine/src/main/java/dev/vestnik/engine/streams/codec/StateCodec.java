package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal.WakeClass;
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

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public Stored read(byte[] bytes) {
        if (!isKnown(bytes)) {
            throw new UnreadableStateException(
                    bytes.length == 0
                            ? "a customer's state without a byte"
                            : "a customer's state in format " + bytes[0] + ", known is " + VERSION);
        }
        try {
            return readKnown(bytes);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableStateException("a customer's state that is broken", e);
        }
    }

    private Stored readKnown(byte[] bytes) {
        Input in = new Input(bytes, 1);
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
     * When this state's wake-up of a class is due, in milliseconds since 1970; {@link #NOT_ARMED} for none, and where the bytes cannot
     * be read. Reads nothing else.
     *
     * @param bytes null for a customer never heard of
     */
    public static long armed(byte @Nullable [] bytes, WakeClass wakeClass) {
        if (bytes == null || !isKnown(bytes)) {
            return NOT_ARMED;
        }
        try {
            Input in = new Input(bytes, 1);
            long service = in.varint();
            return (wakeClass == WakeClass.SERVICE ? service : in.varint()) - 1;
        } catch (IndexOutOfBoundsException e) {
            return NOT_ARMED;
        }
    }

    /**
     * How many of the customer's instances are parked; 0 also where the bytes cannot be read. Reads nothing else.
     *
     * @param bytes null for a customer never heard of
     */
    public static int parked(byte @Nullable [] bytes) {
        if (bytes == null || !isKnown(bytes)) {
            return 0;
        }
        try {
            Input in = new Input(bytes, 1);
            in.varint();
            in.varint();
            in.skip(in.count());
            return (in.count() & HappeningsOut.PARKED) == 0 ? 0 : in.count();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return 0;
        }
    }

    private static boolean isKnown(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION;
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
