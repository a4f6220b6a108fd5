package dev.vestnik.engine.condition;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A planned program. */
final class CelExpression implements Expression {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final String source;
    private final Program program;
    private final Paths paths;
    private final @Nullable Shortcut shortcut;

    /** @param shortcut to the same answer in plain cases; null where there is none */
    CelExpression(String source, Program program, Paths paths, @Nullable Shortcut shortcut) {
        this.shortcut = shortcut;
        this.source = source;
        this.program = program;
        this.paths = paths;
    }

    @Override
    public Evaluation evaluate(Facts facts) {
        Object plain = shortcut == null ? null : shortcut.of(facts);
        return plain == null ? evaluated(facts) : new Evaluation.Value(plain);
    }

    private Evaluation evaluated(Facts facts) {
        try {
            Object result = program.eval((CelVariableResolver) name -> resolve(name, facts));
            Object value = Values.plain(result);
            return value == null
                    ? new Evaluation.Failed(source + " gives nothing that has a value")
                    : new Evaluation.Value(value);
        } catch (CelEvaluationException e) {
            return new Evaluation.Failed(problem(e));
        } catch (RuntimeException e) {
            return new Evaluation.Failed(
                    source + " cannot be evaluated: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String source() {
        return source;
    }

    private static Optional<Object> resolve(String name, Facts facts) {
        return switch (name) {
            case "event" -> Optional.of(new EventFields(facts.event()));
            case "context" -> Optional.of(new Fields(facts.context()));
            case "customer" -> Optional.of(new Fields(facts.customer()));
            case "key" -> Optional.of(facts.key());
            case "now" -> Optional.of(facts.now());
            default -> Optional.empty();
        };
    }

    /** The evaluator's own messages may quote values, so they are not passed on. */
    private String problem(CelEvaluationException failure) {
        CelErrorCode code = failure.getErrorCode();
        if (code == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
            Matcher quoted = QUOTED.matcher(String.valueOf(failure.getMessage()));
            String field = quoted.find() ? quoted.group(1) : "";
            return paths.endingIn(field).orElse("a field") + " is absent";
        }
        return source + " cannot be evaluated: "
                + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
