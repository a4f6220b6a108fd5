package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields that an expression reads though they may be absent, without asking with {@code has} anywhere whether they are there.
 *
 * @param all their paths
 * @param besideEqualities those that are not read merely by {@code a == b}, alone or joined by {@code &&}: of a match, absent is just no match
 */
record OptionalReads(List<String> all, List<String> besideEqualities) {
    static OptionalReads in(CelAbstractSyntaxTree tree, KnownFields fields) {
        Set<String> asked = new HashSet<>();
        nodes(tree.getExpr())
                .filter(OptionalReads::isQuestion)
                .map(FieldPaths::written)
                .forEach(asked::add);
        Set<String> all = new LinkedHashSet<>();
        Set<String> beside = new LinkedHashSet<>();
        for (CelExpr part : conjuncts(tree.getExpr()).toList()) {
            Set<String> read = read(part, asked, fields);
            all.addAll(read);
            if (!isEquality(part)) {
                beside.addAll(read);
            }
        }
        return new OptionalReads(List.copyOf(all), List.copyOf(beside));
    }

    private static Stream<CelExpr> conjuncts(CelExpr expr) {
        return isCall(expr, "_&&_") ? expr.call().args().stream().flatMap(OptionalReads::conjuncts) : Stream.of(expr);
    }

    private static boolean isEquality(CelExpr expr) {
        return isCall(expr, "_==_");
    }

    private static boolean isCall(CelExpr expr, String function) {
        return expr.getKind() == Kind.CALL && expr.call().function().equals(function);
    }

    private static Set<String> read(CelExpr part, Set<String> asked, KnownFields fields) {
        Set<String> absent = new LinkedHashSet<>();
        nodes(part)
                .filter(expr -> expr.getKind() == Kind.SELECT && !expr.select().testOnly())
                .map(FieldPaths::written)
                .flatMap(path -> fields.mayBeAbsent(path).stream())
                .filter(path -> !isAsked(path, asked))
                .forEach(absent::add);
        return absent;
    }

    /** Whether the condition asks for this path, or for something inside of it. */
    private static boolean isAsked(String path, Set<String> asked) {
        return asked.stream().anyMatch(one -> one.equals(path) || one.startsWith(path + "."));
    }

    private static boolean isQuestion(CelExpr expr) {
        return expr.getKind() == Kind.SELECT && expr.select().testOnly();
    }

    private static Stream<CelExpr> nodes(CelExpr expr) {
        return CelNavigableExpr.fromExpr(expr).allNodes().map(CelNavigableExpr::expr);
    }
}
