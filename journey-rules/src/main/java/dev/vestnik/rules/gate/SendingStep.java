package dev.vestnik.rules.gate;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.journey.Recipient;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step that sends, as far as the gates need to know it. Its class is among the rules, which know the gates. */
public interface SendingStep extends Step {
    /** The id of a template; empty where an expression chooses it and has chosen none. */
    String template();

    /** The time after the step's nominal time in which the message is still worth sending; null: the class's default from now, and seven times that if it is held. */
    @Nullable
    Duration within();

    /** An instant past which it is not worth sending; null: none. */
    @Nullable
    Expression until();

    /** The fate of the message where a better one goes. */
    Outranked outranked();

    /** Another contact that it goes to; null: the customer's own. */
    @Nullable
    Recipient to();

    /** The channels in the order in which they are tried. */
    List<Via> channels();
}
