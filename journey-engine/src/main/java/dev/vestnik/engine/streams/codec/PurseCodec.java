package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.budget.BudgetKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The key and the bytes of a partition's part of a budget, one row whatever the period. For one thread. */
public final class PurseCodec {
    private static final int FORMAT = 1;
    private static final char PURSE = 'p';

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(out);

    /**
     * A partition's part of a budget.
     *
     * @param left messages that may go out
     * @param part of which that is left
     * @param askedAt when the next part was asked for; null: it is not on its way
     * @param spentAt when the owner said last that there is none; null: it has not
     */
    public record Stored(
            String period,
            long left,
            long part,
            @Nullable Instant askedAt,
            @Nullable Instant spentAt) {}

    public static byte[] key(BudgetKey budget) {
        String name = "/budget/" + budget.shop() + "/" + budget.budget();
        return StoreKeys.row(name.getBytes(StandardCharsets.UTF_8), PURSE, new byte[0]);
    }

    public byte[] write(Stored purse) {
        out.reset();
        words.reset();
        out.u8(FORMAT);
        words.word(purse.period());
        out.varint(purse.left());
        out.varint(purse.part());
        out.varint((purse.askedAt() == null ? 0 : 1) | (purse.spentAt() == null ? 0 : 2));
        if (purse.askedAt() != null) {
            out.instant(purse.askedAt());
        }
        if (purse.spentAt() != null) {
            out.instant(purse.spentAt());
        }
        return out.toBytes();
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know */
    public Stored read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new UnreadableStateException("a purse of an unknown format, known is 1");
        }
        PrimitiveDecoder in = new PrimitiveDecoder(bytes, 1);
        String period = new WordDecoder(in, interned).text();
        long left = in.varint();
        long part = in.varint();
        int flags = in.count();
        return new Stored(
                period, left, part, (flags & 1) == 0 ? null : in.instant(), (flags & 2) == 0 ? null : in.instant());
    }
}
