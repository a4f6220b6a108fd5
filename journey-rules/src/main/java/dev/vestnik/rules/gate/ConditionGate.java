package dev.vestnik.rules.gate;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.reason.SkipReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channel's own condition, where it has one. */
final class ConditionGate implements Gate {
    @Override
    public String name() {
        return "condition";
    }

    @Override
    public @Nullable Ruling check(Draft draft, Situation situation) {
        Expression condition = draft.candidate().via().condition();
        if (condition == null) {
            return null;
        }
        Evaluation result = situation.evaluate(condition, draft.candidate().instance());
        if (result.isTrue()) {
            return Ruling.pass(Map.of("if", condition.source()));
        }
        return result instanceof Evaluation.Failed(String problem)
                ? new Ruling.No(SkipReason.CONDITION_UNKNOWN, Map.of("if", condition.source(), "result", problem))
                : new Ruling.No(SkipReason.CONDITION, Map.of("if", condition.source(), "result", "false"));
    }
}
