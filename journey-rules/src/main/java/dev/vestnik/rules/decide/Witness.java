package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;

/** Sees what the expressions of a decision give, for those who ask afterwards why. It changes nothing. */
@FunctionalInterface
public interface Witness {
    /** @param facts over which the expression was evaluated */
    void saw(Expression expression, Facts facts, Evaluation result);
}
