package dev.vestnik.rules.owner;

import java.util.Arrays;

/**
 * A key that answers what others cannot know.
 *
 * @param key unique within the kind; a customer's is {@code shop/customerId}
 */
public record Owner(OwnerKind kind, String key) {

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException for a kind that this version does not know
     */
    public static Owner parse(String text) {
        if (!text.startsWith("/")) {
            return new Owner(OwnerKind.CUSTOMER, text);
        }
        int slash = text.indexOf('/', 1);
        String label = text.substring(1, Math.max(slash, 1));
        OwnerKind kind = Arrays.stream(OwnerKind.values())
                .filter(one -> one.label().equals(label) && one != OwnerKind.CUSTOMER)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of owner: " + label));
        return new Owner(kind, text.substring(slash + 1));
    }

    /** The key of its records: {@code shop/customerId}, or {@code /budget/KEY}, which is no customer's since no shop is without a name. */
    @Override
    public String toString() {
        return kind == OwnerKind.CUSTOMER ? key : "/" + kind.label() + "/" + key;
    }
}
