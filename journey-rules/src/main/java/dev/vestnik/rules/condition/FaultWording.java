package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.vestnik.rules.document.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with an expression, where, and what may have been meant. */
final class FaultWording {
    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final int MOST_PROBLEMS = 10;
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();

    private final String source;
    private final KnownFields known;

    private FaultWording(String source, KnownFields known) {
        this.source = source;
        this.known = known;
    }

    static List<String> of(CelValidationException invalid, String source, KnownFields known) {
        FaultWording wording = new FaultWording(source, known);
        return invalid.getErrors().stream()
                .limit(MOST_PROBLEMS)
                .map(issue -> wording.place(issue) + wording.problem(issue))
                .distinct()
                .toList();
    }

    private String place(CelIssue issue) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn() + 1;
        boolean oneLine = !source.contains("\n");
        return line < 1 ? "" : oneLine ? "column " + column + ": " : "line " + line + " column " + column + ": ";
    }

    private String problem(CelIssue issue) {
        Matcher field = UNDEFINED_FIELD.matcher(issue.getMessage());
        if (field.matches()) {
            return undefined(field.group(1));
        }
        Matcher name = UNDECLARED.matcher(issue.getMessage());
        if (name.matches()) {
            return "there is no \"" + name.group(1) + "\" here" + Nearest.hint(name.group(1), known.variables());
        }
        return issue.getMessage();
    }

    private String undefined(String field) {
        Optional<CelExpr> select = selection(field);
        String path = select.map(FieldPaths::written).orElse(field);
        return "there is no field \"" + path + "\""
                + select.map(expr -> Nearest.hint(field, known.of(expr.select().operand())))
                        .orElse("");
    }

    /** The place where the field is selected: parsed again, since a tree with errors is not given out. */
    private Optional<CelExpr> selection(String field) {
        try {
            CelAbstractSyntaxTree tree =
                    PARSER.parse(PastMacros.compiled(source)).getAst();
            return CelNavigableAst.fromAst(tree)
                    .getRoot()
                    .allNodes()
                    .map(node -> node.expr())
                    .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.SELECT
                            && expr.select().field().equals(field))
                    .filter(expr -> !known.of(expr.select().operand()).contains(field))
                    .findFirst();
        } catch (CelValidationException e) {
            return Optional.empty();
        }
    }
}
