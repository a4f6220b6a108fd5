package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.budget.BudgetState;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Instant;

/**
 * The bytes of a {@link BudgetState}: the head of a customer's format 3, so that its wake-up is found as a customer's is, and one section
 * with what was given out. For one thread.
 */
public final class BudgetCodec {
    private static final int FORGET = 1 << Codes.of(WakeClass.HOUSEKEEPING);
    /** 1 is left to what is parked. */
    private static final int LEASED = 2;

    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final PrimitiveEncoder content = new PrimitiveEncoder();

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public BudgetState read(byte[] bytes) {
        if (!StateFormat.THREE.isOf(bytes)) {
            throw new UnreadableStateException("a budget's state in another format than 3");
        }
        try {
            return read(new PrimitiveDecoder(bytes, 1));
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a budget's state that is broken", e);
        }
    }

    private static BudgetState read(PrimitiveDecoder in) {
        Instant forgetAt = in.varint() == 0 ? null : Instant.ofEpochMilli(in.varint());
        in.count(); // of a timeline
        if (in.count() != LEASED) {
            throw new UnreadableStateException("a budget's state without what was given out");
        }
        in.size();
        return new BudgetState(in.varint(), forgetAt);
    }

    public byte[] write(BudgetState state) {
        Instant forgetAt = state.forgetAt();
        out.reset();
        out.u8(StateFormat.THREE.number());
        out.varint(forgetAt == null ? 0 : FORGET);
        if (forgetAt != null) {
            out.varint(Millis.of(forgetAt));
        }
        out.varint(0); // of a timeline
        content.reset();
        content.varint(state.leased());
        out.varint(LEASED);
        out.varint(content.size());
        out.raw(content, 0);
        return out.toBytes();
    }
}
