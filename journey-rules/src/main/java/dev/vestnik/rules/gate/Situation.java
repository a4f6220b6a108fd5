package dev.vestnik.rules.gate;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decision in the making, which a gate may look at besides the message. */
public interface Situation {
    CustomerKey customer();

    /** The state so far; the counts of gates before this one are not in it. */
    CustomerState state();

    Definitions definitions();

    Instant now();

    /** The journey of the last marketing message, but for those of the same step, that went out in this decision; null where none did. */
    @Nullable
    String marketingSent(Candidate besides);

    /** The id that the message has, or would have. */
    UUID messageId(Candidate candidate);

    /** Evaluates over what the instance knows; ends the instance's turn where that takes too much work. */
    Evaluation evaluate(Expression expression, Instance instance);

    /** Renders; ends the instance's turn where that takes too much work. */
    Rendering render(Template template, Channel channel, String locale, Map<String, Object> variables);

    /** Why nothing is sent to this address; null where that is allowed. */
    @Nullable
    Suppression suppression(Channel channel, String address);

    /** Whether another customer who has the same address stopped marketing to it; null where nobody did. */
    Reach.@Nullable Stop stop(Channel channel);

    /**
     * The part of a budget that is at hand, without what this decision has spent of it.
     *
     * @param max what the budget allows
     */
    Purse purse(BudgetKey budget, long max);

    /** The time of another look at an instance that cannot move now, for a reason of which nobody tells the customers. */
    Instant again(Instance instance);
}
