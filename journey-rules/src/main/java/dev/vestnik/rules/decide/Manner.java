package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.journey.Recipient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manner in which a message step sends, where its document says more than which template goes through which channels.
 *
 * @param choice of the template by an expression; null: the step names it
 * @param within how long the message is worth sending, by an expression; null: the step says it
 * @param to another contact that the message goes to; null: the customer's own
 * @param prefers whether the channel that the customer reads has the first turn
 * @param dropsWhenOutranked whether it does not wait again where a better one that waited too goes
 */
public record Manner(
        @Nullable Choice choice,
        @Nullable Expression within,
        @Nullable Recipient to,
        boolean prefers,
        boolean dropsWhenOutranked) {
    static final Manner PLAIN = new Manner(null, null, null, false, false);

    /**
     * A choice among templates, all of which are checked when the journey is published.
     *
     * @param of gives the id of one of them
     */
    public record Choice(Expression of, List<String> among) {
        public Choice {
            among = List.copyOf(among);
        }
    }

    /** Whether expressions give something of it, for each customer anew. */
    boolean isComputed() {
        return choice != null || within != null;
    }
}
