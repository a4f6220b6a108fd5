package dev.vestnik.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * A customer's key on every customer-keyed topic: {@code shop/customerId}. The customer id of a visitor who is not known yet
 * starts with {@code ~}.
 *
 * @param shop the tenant, without a slash, at most 1,024 characters
 * @param customerId unique within the shop, at most 1,024 characters; may contain slashes
 */
public record CustomerKey(String shop, String customerId) {
    /** The key stands in every record about the customer; order-ingest takes a quarter of this. */
    private static final int LONGEST = 1_024;

    public CustomerKey {
        if (shop.isEmpty() || shop.indexOf('/') >= 0) {
            throw new IllegalArgumentException("shop must be non-empty and without '/'");
        }
        if (customerId.isEmpty()) {
            throw new IllegalArgumentException("customerId must not be empty");
        }
        if (shop.length() > LONGEST || customerId.length() > LONGEST) {
            throw new IllegalArgumentException("shop and customerId have at most " + LONGEST + " characters");
        }
    }

    /**
     * Reads {@code shop/customerId}.
     *
     * @throws IllegalArgumentException when there is no slash or an empty part
     */
    public static CustomerKey parse(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a customer key: no '/'");
        }
        return new CustomerKey(key.substring(0, slash), key.substring(slash + 1));
    }

    /** Java's murmur2 over the key's UTF-8 bytes, as Kafka's default partitioner computes it. */
    public int murmur2() {
        return Utils.murmur2(toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The partition of this customer where a topic has {@code partitions} of them. */
    public int partition(int partitions) {
        return Utils.toPositive(murmur2()) % partitions;
    }

    @Override
    public String toString() {
        return shop + "/" + customerId;
    }
}
