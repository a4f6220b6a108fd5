package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.offer.Code;
import dev.vestnik.rules.offer.Code.Given;
import dev.vestnik.rules.offer.Code.Redemption;
import dev.vestnik.rules.offer.PoolRows.Claim;
import dev.vestnik.rules.offer.PoolRows.ClaimRow;
import dev.vestnik.rules.offer.PoolRows.CodeRow;
import dev.vestnik.rules.offer.PoolRows.FreeRow;
import dev.vestnik.rules.offer.PoolRows.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys and the bytes of a pool's rows. For one thread. */
public final class PoolRowCodec {
    private static final int FORMAT = 1;
    private static final char CODE = 'c';
    private static final char FREE = 'f';
    private static final char CLAIM = 'q';

    private static final int HAS_HOLDER = 1;
    private static final int IS_GIVEN = 2;
    private static final int EXPIRES = 4;
    private static final int IS_REDEEMED = 8;
    private static final int KNOWN = HAS_HOLDER | IS_GIVEN | EXPIRES | IS_REDEEMED;

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(out);

    /** The key of a code's row in a pool's part of the store. */
    public static byte[] code(byte[] pool, String text) {
        return StoreKeys.row(pool, CODE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key of the row of the free code of this number. */
    public static byte[] free(byte[] pool, long number) {
        return StoreKeys.row(
                pool, FREE, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** The key of a claim's row. */
    public static byte[] claim(byte[] pool, UUID id) {
        return StoreKeys.row(
                pool,
                CLAIM,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    public static byte[] key(byte[] pool, Row row) {
        return switch (row) {
            case CodeRow(Code code) -> code(pool, code.text());
            case FreeRow(long number, var code) -> free(pool, number);
            case ClaimRow(UUID id, var claim) -> claim(pool, id);
        };
    }

    /** Null where there is no such row any more. */
    public byte @Nullable [] value(Row row) {
        return switch (row) {
            case CodeRow(Code code) -> write(code);
            case FreeRow(long number, String code) -> code == null ? null : code.getBytes(StandardCharsets.UTF_8);
            case ClaimRow(UUID id, Claim claim) -> claim == null ? null : write(claim);
        };
    }

    private void begin() {
        out.reset();
        words.reset();
        out.u8(FORMAT);
    }

    private byte[] write(Claim claim) {
        begin();
        out.varint(claim.asked());
        words.word(claim.code());
        return out.toBytes();
    }

    private byte[] write(Code code) {
        begin();
        Given given = code.given();
        Redemption redemption = code.redemption();
        Instant expiresAt = given == null ? null : given.expiresAt();
        out.varint((code.holder() == null ? 0 : HAS_HOLDER)
                | (given == null ? 0 : IS_GIVEN)
                | (expiresAt == null ? 0 : EXPIRES)
                | (redemption == null ? 0 : IS_REDEEMED));
        if (code.holder() != null) {
            words.word(code.holder().toString());
        }
        if (given != null) {
            out.uuid(given.claim());
            out.instant(given.at());
        }
        if (expiresAt != null) {
            out.instant(expiresAt);
        }
        if (redemption != null) {
            words.word(null); // where earlier engines wrote the customer
            words.word(redemption.order());
            out.instant(redemption.at());
        }
        return out.toBytes();
    }

    private PrimitiveDecoder open(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new UnreadableStateException("a pool's row of an unknown format, known is 1");
        }
        return new PrimitiveDecoder(bytes, 1);
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know */
    public Code code(String text, byte[] bytes) {
        PrimitiveDecoder in = open(bytes);
        WordDecoder read = new WordDecoder(in, interned);
        int flags = in.count();
        if ((flags & ~KNOWN) != 0) {
            throw new UnreadableStateException("a pool's code with the flags " + flags);
        }
        CustomerKey holder = (flags & HAS_HOLDER) == 0 ? null : CustomerKey.parse(read.text());
        Given given = (flags & IS_GIVEN) == 0
                ? null
                : new Given(in.uuid(), in.instant(), (flags & EXPIRES) == 0 ? null : in.instant());
        return new Code(text, holder, given, (flags & IS_REDEEMED) == 0 ? null : redemption(in, read));
    }

    private static Redemption redemption(PrimitiveDecoder in, WordDecoder read) {
        read.textOrNull(); // the customer, whom earlier engines wrote
        return new Redemption(read.textOrNull(), in.instant());
    }

    /** The code in the row of a free one. */
    public static String free(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know */
    public Claim claim(byte[] bytes) {
        PrimitiveDecoder in = open(bytes);
        int asked = in.count();
        return new Claim(new WordDecoder(in, interned).text(), asked);
    }
}
