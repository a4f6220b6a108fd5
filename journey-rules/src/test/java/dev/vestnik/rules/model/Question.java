package dev.vestnik.rules.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question of a side to somebody else, who answers later or never ({@link RandomReplies}).
 *
 * @param name what tells it from all others, on both sides
 */
public record Question(Instant at, String name, About about) {
    /** Whom it goes to. */
    public enum About {
        /** A source outside. */
        SOURCE,
        /** The pool of an offer. */
        POOL
    }

    /** @param value null: it is refused, for that reason */
    public record Reply(Instant at, Question to, @Nullable Object value, String reason) {}
}
