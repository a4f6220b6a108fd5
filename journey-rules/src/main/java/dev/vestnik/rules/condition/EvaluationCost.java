package dev.vestnik.rules.condition;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.ConcatenatedListView;
import dev.vestnik.rules.work.Weight;
import dev.vestnik.rules.work.Work;
import java.util.Map;

/**
 * Counts the work of one evaluation: a unit for each part that is evaluated, and the weight of what came of it, which the next part reads.
 * So it bounds turns of loops in loops, texts that grow by being put together, and what functions read alike.
 */
@SuppressWarnings("Immutable") // One evaluation on one thread.
@Immutable
final class EvaluationCost implements CelEvaluationListener {
    private final Map<Long, Integer> factors;
    private final Work work;

    /**
     * @param factors by the id of an expression: how often what comes of it is gone through; once where none is given
     * @param work that it may take
     */
    EvaluationCost(Map<Long, Integer> factors, Work work) {
        this.factors = factors;
        this.work = work;
    }

    @Override
    public void callback(CelExpr part, Object result) {
        if (!work.take(1 + weight(result) * factors.getOrDefault(part.id(), 1))) {
            throw new TooMuchWork();
        }
    }

    /** Whether it was too much; an {@code ||} goes on past the exception. */
    boolean tooMuch() {
        return work.spent();
    }

    /** The evaluator has turned a loop more often than it may: that is too much, too. */
    void useUp() {
        work.take(Work.MOST + 1);
    }

    long done() {
        return work.done();
    }

    /** A loop's list of results so far is looked at in each turn, but not gone through. */
    private static long weight(Object result) {
        return result instanceof ConcatenatedListView<?> ? 1 : Weight.of(result);
    }

    @SuppressWarnings("serial")
    private static final class TooMuchWork extends RuntimeException {
        TooMuchWork() {
            super("too much work", null, false, false);
        }
    }
}
