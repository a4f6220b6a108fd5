package dev.vestnik.rules.verification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word to those who keep the codes of a shop. */
public sealed interface VerificationWord {
    /** Makes it idempotent. */
    String askId();

    Purpose purpose();

    /**
     * A code is to go to a person.
     *
     * @param customer the shop's id of the person; null: not known
     * @param locale of the text; null: the shop's
     * @param own the shop's code; null: one is made
     */
    record Send(
            String askId,
            Purpose purpose,
            Contact to,
            @Nullable String customer,
            @Nullable String locale,
            @Nullable OwnCode own)
            implements VerificationWord {}

    /** A code that the shop has made, and verifies itself. */
    record OwnCode(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "a code until " + expiresAt;
        }
    }

    /**
     * A person has said a code.
     *
     * @param contacts where it may have gone: the first one with a code for this purpose counts
     * @param proof stands for what was said: {@link CodeKey#proof}
     */
    record Verify(String askId, Purpose purpose, List<Contact> contacts, String proof) implements VerificationWord {
        public Verify {
            contacts = List.copyOf(contacts);
        }
    }
}
