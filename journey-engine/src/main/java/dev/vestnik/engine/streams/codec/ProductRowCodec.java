package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys and the bytes of the rows of products and buckets: who is interested, who waits at which place. */
public final class ProductRowCodec {
    private static final char INTERESTED = 'i';
    private static final char PLACE = 'n';
    private static final char WAITS = 'w';
    /** In no text in UTF-8. */
    private static final byte[] LAST = {(byte) 0xff};

    private ProductRowCodec() {}

    /** The key of the row of a customer in a bucket. */
    public static byte[] interested(byte[] bucket, String customer) {
        return StoreKeys.row(bucket, INTERESTED, customer.getBytes(StandardCharsets.UTF_8));
    }

    /** Before the row of whoever follows this customer. */
    public static byte[] behind(byte[] bucket, String customer) {
        return interested(bucket, customer + '\0');
    }

    public static byte[] lastInterested(byte[] bucket) {
        return StoreKeys.row(bucket, INTERESTED, LAST);
    }

    /** The key of the row of a place in the waiting list. */
    public static byte[] place(byte[] product, long number) {
        return StoreKeys.row(
                product, PLACE, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    public static byte[] lastPlace(byte[] product) {
        return place(product, Long.MAX_VALUE);
    }

    /** The key of the row that says which place a customer has. */
    public static byte[] waits(byte[] product, CustomerKey customer) {
        return StoreKeys.row(product, WAITS, customer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The customer in the key of a row of a bucket. */
    public static CustomerKey customer(byte[] bucket, byte[] key) {
        int from = interested(bucket, "").length;
        return CustomerKey.parse(new String(key, from, key.length - from, StandardCharsets.UTF_8));
    }

    /** The number in the key of a place. */
    public static long number(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }

    /** Null where there is no such row any more. */
    public static byte @Nullable [] kinds(Set<Interest.Kind> kinds) {
        int bits = 0;
        for (Interest.Kind kind : kinds) {
            bits |= 1 << Codes.of(kind);
        }
        return bits == 0 ? null : new byte[] {(byte) bits};
    }

    /** Kinds that this engine does not know are passed over. */
    public static Set<Interest.Kind> kinds(byte[] row) {
        Set<Interest.Kind> kinds = EnumSet.noneOf(Interest.Kind.class);
        for (Interest.Kind kind : Interest.Kind.values()) {
            if ((row[0] >> Codes.of(kind) & 1) == 1) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    public static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
