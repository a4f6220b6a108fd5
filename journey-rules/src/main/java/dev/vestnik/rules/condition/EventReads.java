package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of {@code event} that an expression reads. */
final class EventReads {
    private EventReads() {}

    /** Empty where it may read any: it takes the event as a whole, or what the event holds besides its known fields. */
    static Optional<Set<String>> in(CelAbstractSyntaxTree tree) {
        List<CelExpr> all = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .toList();
        Set<String> fields = new HashSet<>();
        long whole = all.stream().filter(EventReads::isEvent).count();
        for (CelExpr expr : all) {
            if (expr.getKind() == Kind.SELECT && isEvent(expr.select().operand())) {
                fields.add(expr.select().field());
                whole--;
            }
        }
        return whole > 0 || fields.contains("extra") ? Optional.empty() : Optional.of(Set.copyOf(fields));
    }

    private static boolean isEvent(CelExpr expr) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals("event");
    }
}
