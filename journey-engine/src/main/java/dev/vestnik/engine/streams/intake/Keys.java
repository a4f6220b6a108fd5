package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.customer.CustomerKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Customers' keys in bytes. */
final class Keys {
    private Keys() {}

    /** The customer's key; the record's own where it is that very key, as it nearly always is. */
    static byte[] of(CustomerKey customer, byte @Nullable [] candidate) {
        return candidate != null && is(customer, candidate)
                ? candidate
                : customer.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether these bytes are the key; also false for some keys that are not ASCII. */
    private static boolean is(CustomerKey customer, byte[] key) {
        String shop = customer.shop();
        String id = customer.customerId();
        return key.length == shop.length() + 1 + id.length()
                && key[shop.length()] == '/'
                && same(shop, key, 0)
                && same(id, key, shop.length() + 1);
    }

    private static boolean same(String text, byte[] key, int from) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != key[from + i]) {
                return false;
            }
        }
        return true;
    }
}
