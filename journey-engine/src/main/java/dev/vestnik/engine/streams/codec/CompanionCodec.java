package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.recommend.Companions;
import dev.vestnik.rules.recommend.Companions.Companion;
import dev.vestnik.rules.recommend.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys and the bytes of the rows of a product that say what belongs to it: the format 1, the time of the weights, for each companion its
 * id and its two weights in thousandths.
 */
public final class CompanionCodec {
    private static final int FORMAT = 1;
    private static final double UNIT = 1_000;

    private CompanionCodec() {}

    /** The key of the row of a product. */
    public static byte[] key(byte[] product, Together together) {
        char kind = switch (together) {
            case BOUGHT -> 'b';
            case VIEWED -> 'v';
        };
        return StoreKeys.row(product, kind, new byte[0]);
    }

    public static byte[] write(Companions companions) {
        PrimitiveEncoder out = new PrimitiveEncoder();
        out.u8(FORMAT);
        out.instant(companions.at());
        out.varint(companions.all().size());
        for (Companion one : companions.all()) {
            int length = PrimitiveEncoder.utf8Length(one.product());
            out.varint(length);
            out.utf8(one.product(), length);
            out.varint(Math.round(one.counted() * UNIT));
            out.varint(Math.round(one.inherited() * UNIT));
        }
        return out.toBytes();
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public static Companions read(byte @Nullable [] row) {
        if (row == null) {
            return Companions.NONE;
        }
        try {
            PrimitiveDecoder in = new PrimitiveDecoder(row, 0);
            if (in.u8() != FORMAT) {
                throw new UnreadableStateException("companions of a product in another format than " + FORMAT);
            }
            Instant at = in.instant();
            List<Companion> all = new ArrayList<>();
            for (int left = in.size(); left > 0; left--) {
                String product = in.utf8(in.size());
                all.add(new Companion(product, in.varint() / UNIT, in.varint() / UNIT));
            }
            return new Companions(all, at);
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("companions of a product that are broken", e);
        }
    }
}
