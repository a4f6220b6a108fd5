package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.Instance;

/** Sees what the expressions of a decision give and which steps its runs come to, for those who ask afterwards. It changes nothing. */
@FunctionalInterface
public interface Witness {
    /** @param facts over which the expression was evaluated */
    void saw(Expression expression, Facts facts, Evaluation result);

    /** A run comes to a step; it may pass through several in one decision. */
    default void reached(Instance run, String step) {}
}
