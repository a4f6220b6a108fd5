package dev.vestnik.rules.customer;

import java.nio.charset.StandardCharsets;

/**
 * The key of a customer: {@code shop/customerId}, as in the keys of Kafka's records (the class of this name in the contract). The
 * customer id of a visitor who is not known yet starts with {@code ~}.
 *
 * @param shop the tenant, without a slash, at most 1,024 characters
 * @param customerId unique within the shop, at most 1,024 characters; may contain slashes
 */
public record CustomerKey(String shop, String customerId) {
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

    /** The hash by which Kafka's default partitioner finds the customer's partition. */
    public int murmur2() {
        return Murmur2.hash(toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this is a customer, and not a visitor whom nobody has identified. */
    public boolean isIdentified() {
        return !customerId.startsWith("~");
    }

    @Override
    public String toString() {
        return shop + "/" + customerId;
    }
}
