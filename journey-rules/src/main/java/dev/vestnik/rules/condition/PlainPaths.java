package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plain paths of an expression, and the values that are found under them. */
public final class PlainPaths {
    private static final Set<String> ROOTS = Set.of("event", "context", "customer");

    private PlainPaths() {}

    /** The longest ones alone: {@code event.total.amount}, not {@code event.total} besides. */
    static Set<String> in(CelAbstractSyntaxTree tree) {
        Set<String> all = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(PlainPaths::isPlain)
                .map(FieldPaths::written)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(path -> all.stream().noneMatch(other -> other.startsWith(path + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isPlain(CelExpr expr) {
        if (expr.getKind() == Kind.IDENT) {
            return expr.ident().name().equals("key") || expr.ident().name().equals("now");
        }
        CelExpr at = expr;
        while (at.getKind() == Kind.SELECT) {
            at = at.select().operand();
        }
        return expr.getKind() == Kind.SELECT
                && at.getKind() == Kind.IDENT
                && ROOTS.contains(at.ident().name());
    }

    /** The value under a path; null where there is none. */
    public static @Nullable Object value(String path, Facts facts) {
        String[] names = path.split("\\.", -1);
        Object at = root(names[0], facts);
        for (int i = 1; i < names.length && at != null; i++) {
            at = at instanceof Map<?, ?> map ? map.get(names[i]) : null;
        }
        return at;
    }

    private static @Nullable Object root(String name, Facts facts) {
        return switch (name) {
            case "event" -> facts.event();
            case "context" -> facts.context();
            case "customer" -> facts.customer();
            case "key" -> facts.key();
            case "now" -> facts.now();
            default -> null;
        };
    }
}
