package dev.vestnik.rules.campaign;

import dev.vestnik.rules.customer.CustomerKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Customers of a shop, as somebody uploaded them: of their keys it has hashes of 64 bits alone, so that nobody can read it as a list of names,
 * and a million customers are 8 MB. Immutable.
 */
public final class CustomerList {
    private final String shop;
    private final String id;
    private final Instant savedAt;
    private final long[] hashes;

    /** @param hashes in ascending order, each once */
    public CustomerList(String shop, String id, Instant savedAt, long[] hashes) {
        this.shop = shop;
        this.id = id;
        this.savedAt = savedAt;
        this.hashes = hashes.clone();
    }

    public String shop() {
        return shop;
    }

    public String id() {
        return id;
    }

    public Instant savedAt() {
        return savedAt;
    }

    /** The number of customers, whoever of them is known. */
    public int size() {
        return hashes.length;
    }

    /**
     * Whether the customer is in it. A customer who came after it was uploaded is not: that is so of one, too, who was erased since and has
     * come again.
     *
     * @param since when the customer was heard of first; null: long ago
     */
    public boolean has(CustomerKey customer, @Nullable Instant since) {
        return (since == null || !since.isAfter(savedAt)) && Arrays.binarySearch(hashes, hash(customer)) >= 0;
    }

    /** The first 64 bits of the SHA-256 of a customer's key. */
    public static long hash(CustomerKey customer) {
        try {
            byte[] key = customer.toString().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
