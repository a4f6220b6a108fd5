package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A planned program. */
final class CelExpression implements Expression {
    private final String source;
    private final Program program;
    private final FieldPaths paths;
    private final Set<Variable> variables;
    private final Optional<Set<String>> eventFields;
    private final Set<String> plainPaths;
    private final Map<Long, Integer> factors;
    private final @Nullable Shortcut shortcut;

    /**
     * @param tree of {@code source}
     * @param factors see {@link EvaluationCost}
     */
    CelExpression(String source, CelAbstractSyntaxTree tree, Program program, Map<Long, Integer> factors) {
        this.source = source;
        this.program = program;
        this.paths = FieldPaths.in(tree);
        this.variables = Variable.in(tree);
        this.eventFields = EventReads.in(tree);
        this.plainPaths = PlainPaths.in(tree);
        this.factors = factors;
        this.shortcut = Shortcut.through(tree);
    }

    @Override
    public Evaluation evaluate(Facts facts) {
        Object plain = shortcut == null ? null : shortcut.of(facts);
        return plain == null ? evaluated(facts) : new Evaluation.Value(plain);
    }

    private Evaluation evaluated(Facts facts) {
        return evaluated(facts, new EvaluationCost(factors, facts.work()));
    }

    /** The evaluation by CEL, without the shortcut. */
    Evaluation evaluated(Facts facts, EvaluationCost cost) {
        try {
            Object result = program.trace(new FactVariables(facts), cost);
            return cost.tooMuch() ? tooMuch() : of(result instanceof Duration ? result : Values.plain(result));
        } catch (CelEvaluationException e) {
            if (e.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
                cost.useUp();
            }
            return cost.tooMuch() ? tooMuch() : new Evaluation.Failed(problem(e));
        } catch (RuntimeException | StackOverflowError e) {
            return new Evaluation.Failed(
                    source + " cannot be evaluated: " + e.getClass().getSimpleName());
        }
    }

    private Evaluation of(@Nullable Object value) {
        return value == null
                ? new Evaluation.Failed(source + " gives nothing that has a value")
                : new Evaluation.Value(value);
    }

    private Evaluation tooMuch() {
        return new Evaluation.Failed(
                source + " takes more work than " + Work.MOST + " characters: it needs fewer loops or shorter values");
    }

    /** The number of passes through the values of the expression's parts: {@link EvaluationCost}. */
    Map<Long, Integer> factors() {
        return factors;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean reads(Variable variable) {
        return variables.contains(variable);
    }

    @Override
    public Optional<Set<String>> eventFields() {
        return eventFields;
    }

    @Override
    public Set<String> paths() {
        return plainPaths;
    }

    /** The text in the first quotes. */
    private static String quoted(@Nullable String message) {
        int from = message == null ? -1 : message.indexOf('\'');
        int to = message == null ? -1 : message.indexOf('\'', from + 1);
        return message == null || from < 0 || to < 0 ? "" : message.substring(from + 1, to);
    }

    /** The evaluator's own messages may quote values, so they are not passed on. */
    private String problem(CelEvaluationException failure) {
        CelErrorCode code = failure.getErrorCode();
        if (code == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
            return paths.endingIn(quoted(failure.getMessage())).orElse("a field") + " is absent";
        }
        return source + " cannot be evaluated: "
                + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
