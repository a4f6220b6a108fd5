package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another contact than the customer's own that a message goes to: the phone on this order.
 *
 * @param phone gives it; null: no SMS goes there
 * @param email likewise
 * @param basis for writing to a person who may be no customer
 */
public record Recipient(
        @Nullable Expression phone, @Nullable Expression email, Basis basis) {

    /** The grounds on which a person's contact that somebody else gave may be used; decisions name them. */
    public enum Basis {
        /** The contact was given with an order, and what concerns that order is sent there. */
        ORDER,
        /** A marketplace passed it on, for its order and nothing else. */
        MARKETPLACE,
        /** The person asked for this very message: by phone, in a form. */
        REQUEST;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
