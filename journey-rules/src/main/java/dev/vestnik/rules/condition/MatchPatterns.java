package dev.vestnik.rules.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of an expression's {@code matches}. A match takes the length of the text times that of the pattern's program, so the pattern
 * has to be there when the expression is written.
 */
final class MatchPatterns {
    private static final int LONGEST = 200;
    private static final int LARGEST_PROGRAM = 2_000;

    private final List<String> problems = new ArrayList<>();
    private final Map<Long, Integer> factors = new HashMap<>();

    static MatchPatterns in(CelAbstractSyntaxTree tree) {
        MatchPatterns patterns = new MatchPatterns();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL
                        && expr.call().function().equals("matches"))
                .forEach(expr -> patterns.read(expr.call()));
        return patterns;
    }

    List<String> problems() {
        return problems;
    }

    /** The number of passes of a match through its text, by the id of the text's expression. */
    Map<Long, Integer> factors() {
        return Map.copyOf(factors);
    }

    private void read(CelExpr.CelCall call) {
        Optional<CelExpr> target = call.target();
        CelExpr text = target.orElseGet(() -> call.args().getFirst());
        String pattern = constant(call.args().getLast());
        Integer program = pattern == null ? null : program(pattern);
        if (program == null || program > LARGEST_PROGRAM) {
            problems.add("the pattern of \"matches\" must be written out, sound, at most " + LONGEST
                    + " characters long and without large repetitions");
        } else {
            factors.put(text.id(), program);
        }
    }

    private static @Nullable String constant(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expr.constant().stringValue()
                : null;
    }

    /** The size of its program; null where it has none or too large a one. */
    private static @Nullable Integer program(String pattern) {
        if (pattern.length() > LONGEST || repetitions(pattern) > LARGEST_PROGRAM) {
            return null;
        }
        try {
            return Pattern.compile(pattern).programSize();
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    /** The product of all {@code {n}}: repetitions of repetitions would make a program of billions before its size can be asked. */
    private static long repetitions(String pattern) {
        long product = 1;
        for (int at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', at + 1)) {
            long largest = 1;
            long number = 0;
            for (int i = at + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
                char c = pattern.charAt(i);
                number = c >= '0' && c <= '9' ? Math.min(LARGEST_PROGRAM + 1, number * 10 + c - '0') : 0;
                largest = Math.max(largest, number);
            }
            product = Math.min(Integer.MAX_VALUE, product * largest);
        }
        return product;
    }
}
