package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The field paths in an expression, as written, by their last name: {@code event.window.to} by {@code to}. */
final class FieldPaths {
    private final Map<String, String> byLastName = new HashMap<>();

    static FieldPaths in(CelAbstractSyntaxTree tree) {
        FieldPaths paths = new FieldPaths();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.SELECT)
                .forEach(expr -> paths.byLastName.putIfAbsent(expr.select().field(), written(expr)));
        return paths;
    }

    Optional<String> endingIn(String name) {
        return Optional.ofNullable(byLastName.get(name));
    }

    /** {@code event.window.to}; an expression before it that is not a plain path is {@code …}. */
    static String written(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT ->
                written(expr.select().operand()) + "." + expr.select().field();
            case IDENT -> expr.ident().name();
            default -> "…";
        };
    }
}
