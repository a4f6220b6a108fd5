package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.gate.Outranked;
import dev.vestnik.rules.journey.Recipient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manner in which a message step sends, where its document says more than which template goes through which channels.
 *
 * @param choice of the template by an expression; null: the step names it
 * @param within how long the message is worth sending, by an expression; null: the step says it
 * @param to another contact that the message goes to; null: the customer's own
 * @param order in which the channels have their turn
 * @param outranked its fate where a better one that waited too goes
 */
public record Manner(
        @Nullable Choice choice,
        @Nullable Expression within,
        @Nullable Recipient to,
        Order order,
        Outranked outranked) {
    static final Manner PLAIN = new Manner(null, null, null, Order.LISTED, Outranked.DEFER);

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

    /** The order of the channels. */
    public enum Order {
        /** The channels as they are written, one after the other. */
        LISTED,
        /** The one that the customer reads, then the others as they are written. */
        PREFERRED,
        /** All at once. */
        PARALLEL
    }

    /** Whether the channel that the customer reads has the first turn. */
    boolean prefers() {
        return order == Order.PREFERRED;
    }

    /** Whether expressions give something of it, for each customer anew. */
    boolean isComputed() {
        return choice != null || within != null;
    }
}
