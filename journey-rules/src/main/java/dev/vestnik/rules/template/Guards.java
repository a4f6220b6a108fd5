package dev.vestnik.rules.template;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import liquid.parser.v4.LiquidParser;
import liquid.parser.v4.LiquidParser.ExprContext;
import liquid.parser.v4.LiquidParser.Expr_containsContext;
import liquid.parser.v4.LiquidParser.Expr_eqContext;
import liquid.parser.v4.LiquidParser.Expr_logicContext;
import liquid.parser.v4.LiquidParser.Expr_relContext;
import liquid.parser.v4.LiquidParser.Expr_termContext;
import liquid.parser.v4.LiquidParser.TermContext;
import liquid.parser.v4.LiquidParser.Term_exprContext;
import liquid.parser.v4.LiquidParser.Term_lookupContext;

/**
 * The values that are there where a condition holds, and where it does not.
 *
 * @param keys of the values that must be there for an expression to be there
 */
record Guards(Function<ExprContext, Set<String>> keys) {
    private static final Set<String> NOTHING = Set.of("nil", "null", "blank");

    Set<String> where(ExprContext condition, boolean holds) {
        return switch (condition) {
            case Expr_logicContext logic -> {
                boolean and = logic.op.getType() == LiquidParser.And;
                yield joined(where(logic.lhs, holds), where(logic.rhs, holds), and == holds);
            }
            case Expr_eqContext compared -> compared(compared, holds);
            case Expr_relContext ordered -> holds ? both(ordered.lhs, ordered.rhs) : Set.of();
            case Expr_containsContext contained -> holds ? both(contained.lhs, contained.rhs) : Set.of();
            case Expr_termContext term when term.term() instanceof Term_exprContext inner -> where(inner.expr(), holds);
            default -> holds ? keys.apply(condition) : Set.of();
        };
    }

    private Set<String> both(ExprContext one, ExprContext other) {
        return joined(keys.apply(one), keys.apply(other), true);
    }

    private static Set<String> joined(Set<String> one, Set<String> other, boolean all) {
        Set<String> joined = new HashSet<>(one);
        if (all) {
            joined.addAll(other);
        } else {
            joined.retainAll(other);
        }
        return joined;
    }

    private Set<String> compared(Expr_eqContext compared, boolean holds) {
        boolean equal = (compared.op.getType() == LiquidParser.Eq) == holds;
        if (isLiteral(compared.rhs)) {
            return equal == isNothing(compared.rhs) ? Set.of() : keys.apply(compared.lhs);
        }
        return isLiteral(compared.lhs) && equal != isNothing(compared.lhs) ? keys.apply(compared.rhs) : Set.of();
    }

    private static boolean isLiteral(ExprContext side) {
        return isNothing(side) || side instanceof Expr_termContext term && isLiteral(term.term());
    }

    /** {@code empty} is among the literals: a missing value is not empty. */
    static boolean isLiteral(TermContext term) {
        return term.getText().equals("empty")
                || !(term instanceof Term_lookupContext || term instanceof Term_exprContext);
    }

    private static boolean isNothing(ExprContext side) {
        return NOTHING.contains(side.getText());
    }

    static boolean isNothing(TermContext term) {
        return NOTHING.contains(term.getText());
    }
}
