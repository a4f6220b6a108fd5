package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A part of the {@link Facts} that an expression may read. */
public enum Variable {
    EVENT,
    CONTEXT,
    CUSTOMER,
    KEY,
    NOW;

    /** The variables that the expression reads; one whose name a loop gives to its own variable counts as well. */
    static Set<Variable> in(CelAbstractSyntaxTree tree) {
        Set<Variable> read = EnumSet.noneOf(Variable.class);
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(expr -> expr.ident().name())
                .forEach(name -> add(read, name));
        return read;
    }

    private static void add(Set<Variable> read, String name) {
        for (Variable variable : values()) {
            if (variable.label().equals(name)) {
                read.add(variable);
            }
        }
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
