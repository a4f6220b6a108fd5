package dev.vestnik.rules.offer;

import dev.vestnik.rules.customer.CustomerKey;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code of a pool, with what has become of it. It stays known as long as its pool, so that it is never given to another customer, also
 * where a file brings it again.
 *
 * @param holder the customer who has it; null while it is free, and once that customer was erased
 * @param given null while it is free
 * @param redemption null as long as it was not redeemed
 */
public record Code(
        String text,
        @Nullable CustomerKey holder,
        @Nullable Given given,
        @Nullable Redemption redemption) {
    /** Longer than a person types. */
    public static final int LONGEST = 64;

    /** The form of a code, for messages about one that has another. */
    public static final String RULE = "a code is 1-" + LONGEST + " letters, digits, '-', '_', '.' and '+'";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._+-]{1," + LONGEST + "}");

    /**
     * The giving of a code.
     *
     * @param claim what it was given for: the same claim gets the same code
     * @param expiresAt null: never
     */
    public record Given(UUID claim, Instant at, @Nullable Instant expiresAt) {}

    /**
     * The redemption of a code, for the accounts: an order, and no person, whom an erasure would have to find here.
     *
     * @param order null where nobody said which
     */
    public record Redemption(@Nullable String order, Instant at) {}

    static Code free(String text) {
        return new Code(text, null, null, null);
    }

    /** Whether this can be a code. */
    public static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    boolean isFree() {
        return given == null;
    }

    boolean isRedeemed() {
        return redemption != null;
    }

    boolean isOver(Instant now) {
        return given != null && given.expiresAt() != null && !now.isBefore(given.expiresAt());
    }

    Code givenTo(CustomerKey customer, Given giving) {
        return new Code(text, customer, giving, null);
    }

    Code redeemed(Redemption by) {
        return new Code(text, holder, given, by);
    }

    Code ofNobody() {
        return new Code(text, null, given, redemption);
    }
}
