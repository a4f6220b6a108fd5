package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.offer.PoolState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link PoolState}: the head of a customer's format 3, so that its wake-up is found as a customer's is, and one section of
 * numbers ({@link PoolTag}). Sections of a later engine are kept. For one thread.
 */
public final class PoolCodec {
    private static final int COUNT_AGAIN = 1 << Codes.of(WakeClass.HOUSEKEEPING);

    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final PrimitiveEncoder content = new PrimitiveEncoder();

    /**
     * A state with what is kept of it unread.
     *
     * @param unknownFrom where the sections begin that this engine does not know; the length of the bytes where there are none
     */
    public record StoredPool(PoolState state, byte[] bytes, int unknownFrom) {}

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public StoredPool read(byte[] bytes) {
        if (!StateFormat.THREE.isOf(bytes)) {
            throw new UnreadableStateException("a pool's state in another format than 3");
        }
        try {
            return stored(new PrimitiveDecoder(bytes, 1));
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a pool's state that is broken", e);
        }
    }

    private static StoredPool stored(PrimitiveDecoder in) {
        Instant countedAt = countedAt(in);
        in.count(); // of a timeline
        if (in.count() != PoolTag.COUNTS) {
            throw new UnreadableStateException("a pool's state without its counts");
        }
        int end = in.size() + in.at();
        PoolState state = new PoolState(in.varint(), in.varint(), in.varint(), in.varint(), countedAt);
        if (in.at() != end) {
            throw new UnreadableStateException("a pool's state whose counts are broken");
        }
        return new StoredPool(state, in.bytes(), end);
    }

    private static @Nullable Instant countedAt(PrimitiveDecoder in) {
        long classes = in.varint();
        if ((classes & ~COUNT_AGAIN) != 0) {
            throw new UnreadableStateException("a pool's state with wake-ups of the classes " + classes);
        }
        return classes == 0 ? null : Instant.ofEpochMilli(in.varint());
    }

    /** @param before what the store has: its sections that this engine does not know are copied */
    public byte[] write(PoolState state, @Nullable StoredPool before) {
        out.reset();
        out.u8(StateFormat.THREE.number());
        out.varint(state.countedAt() == null ? 0 : COUNT_AGAIN);
        if (state.countedAt() != null) {
            out.varint(Millis.of(state.countedAt()));
        }
        out.varint(0); // of a timeline
        content.reset();
        content.varint(state.first());
        content.varint(state.next());
        content.varint(state.given());
        content.varint(state.redeemed());
        out.varint(PoolTag.COUNTS);
        out.varint(content.size());
        out.raw(content, 0);
        if (before != null) {
            out.raw(before.bytes(), before.unknownFrom(), before.bytes().length - before.unknownFrom());
        }
        return out.toBytes();
    }
}
