package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The key and the bytes of a partition's part of a budget, one state whatever the period: the head of a customer's format 3, so that its
 * wake-up is found as a customer's is, and one section. For one thread.
 */
public final class PurseCodec {
    private static final int LOOK = 1 << Codes.of(WakeClass.HOUSEKEEPING);
    /** 1 is left to what is parked, 2 is that of an owner of a budget. */
    private static final int PURSE = 3;

    private static final int ASKED = 1;
    private static final int SPENT = 2;
    private static final int IDLE = 4;

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final PrimitiveEncoder content = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(content);

    /**
     * A partition's part of a budget.
     *
     * @param left messages that may go out
     * @param part of which that is left
     * @param asked when the next part was asked for; null: it is not on its way
     * @param spent when the owner said last that there is none; null: it has not
     * @param idle whether nothing was spent or asked for since its last look
     * @param lookAt when it is looked at next
     */
    public record StoredPurse(
            String period,
            long left,
            long part,
            @Nullable Moment asked,
            @Nullable Moment spent,
            boolean idle,
            Instant lookAt) {}

    /** @param max what the budget allowed when its owner was asked */
    public record Moment(Instant at, long max) {}

    /** The key in the store of the partition, whatever partition its owner is in. */
    public static byte[] key(BudgetKey budget) {
        Owner purse = new Owner(OwnerKind.BUDGET, budget.shop() + "/" + budget.budget());
        return StoreKeys.state(purse.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The budget of the purse with this key, which is without the period; null for the key of a budget's owner. */
    public static @Nullable BudgetKey budget(String owner, String period) {
        String[] parts = Owner.parse(owner).key().split("/", -1);
        return parts.length == 2 ? new BudgetKey(parts[0], parts[1], period) : null;
    }

    public byte[] write(StoredPurse purse) {
        out.reset();
        out.u8(StateFormat.THREE.number());
        out.varint(LOOK);
        out.varint(Millis.of(purse.lookAt()));
        out.varint(0); // of a timeline
        content.reset();
        words.reset();
        words.word(purse.period());
        content.varint(purse.left());
        content.varint(purse.part());
        content.varint(
                (purse.asked() == null ? 0 : ASKED) | (purse.spent() == null ? 0 : SPENT) | (purse.idle() ? IDLE : 0));
        moment(purse.asked());
        moment(purse.spent());
        out.varint(PURSE);
        out.varint(content.size());
        out.raw(content, 0);
        return out.toBytes();
    }

    private void moment(@Nullable Moment moment) {
        if (moment != null) {
            content.instant(moment.at());
            content.varint(moment.max());
        }
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public StoredPurse read(byte[] bytes) {
        if (!StateFormat.THREE.isOf(bytes)) {
            throw new UnreadableStateException("a purse in another format than 3");
        }
        try {
            return read(new PrimitiveDecoder(bytes, 1));
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a purse that is broken", e);
        }
    }

    private StoredPurse read(PrimitiveDecoder in) {
        in.varint();
        Instant lookAt = Instant.ofEpochMilli(in.varint());
        in.count(); // of a timeline
        if (in.count() != PURSE) {
            throw new UnreadableStateException("a purse without what is in it");
        }
        in.size();
        String period = new WordDecoder(in, interned).word();
        long left = in.varint();
        long part = in.varint();
        int flags = in.count();
        return new StoredPurse(
                period,
                left,
                part,
                (flags & ASKED) == 0 ? null : moment(in),
                (flags & SPENT) == 0 ? null : moment(in),
                (flags & IDLE) != 0,
                lookAt);
    }

    private static Moment moment(PrimitiveDecoder in) {
        return new Moment(in.instant(), in.varint());
    }
}
