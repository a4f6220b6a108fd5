package dev.vestnik.rules.condition;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Optional;

/**
 * Conditions about the past, written as calls of the customer's and read as fields: {@code customer.in("journey")},
 * {@code customer.inSegment("segment")}, {@code customer.lastSent("topic")}.
 */
final class PastMacros {
    /** The field with the ids of the journeys of which the customer has a run. */
    static final String JOURNEYS = "journeys";

    /** The field with the time of the last message by its topic. */
    static final String SENT = "sent";

    /** The field that says of segments, by their ids, whether the customer is in them. */
    static final String SEGMENTS = "segments";

    /** The word that expressions have, since {@code in} is an operator. */
    private static final String IN = "iN";

    /** The fields of the customer that conditions have and texts have not. */
    static final List<String> FIELDS = List.of(
            "customer." + JOURNEYS, "customer." + SENT, "customer." + SEGMENTS, "customer." + CountedName.FIELD);

    static final List<CelMacro> ALL = List.of(
            CelMacro.newReceiverMacro(IN, 1, PastMacros::in),
            CelMacro.newReceiverMacro("inSegment", 1, PastMacros::inSegment),
            CelMacro.newReceiverMacro("lastSent", 1, PastMacros::lastSent));

    private PastMacros() {}

    /** The text as it is compiled: of the same length, so that faults keep their columns. */
    static String compiled(String source) {
        StringBuilder text = new StringBuilder(source);
        char quote = 0;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            if (quote != 0) {
                at += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '.' && source.startsWith(".in(", at)) {
                text.replace(at + 1, at + 1 + IN.length(), IN);
            }
        }
        return text.toString();
    }

    private static Optional<CelExpr> in(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> arguments) {
        return isCustomer(target)
                ? Optional.of(make.newGlobalCall("@in", arguments.getFirst(), make.newSelect(target, JOURNEYS, false)))
                : Optional.empty();
    }

    /** Segments are named by texts, so that one can be told beforehand which a condition asks for. */
    private static Optional<CelExpr> inSegment(
            CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> arguments) {
        if (!isCustomer(target)) {
            return Optional.empty();
        }
        CelExpr named = arguments.getFirst();
        if (named.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || named.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return Optional.of(make.reportError("a segment is named by a text: customer.inSegment(\"regulars\")"));
        }
        CelExpr all = make.newSelect(target, SEGMENTS, false);
        return Optional.of(make.newSelect(all, named.constant().stringValue(), false));
    }

    /** The year 1970 where nothing was ever sent: longer ago than any condition asks. */
    private static Optional<CelExpr> lastSent(
            CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> arguments) {
        if (!isCustomer(target)) {
            return Optional.empty();
        }
        CelExpr topic = arguments.getFirst();
        CelExpr sent = make.newSelect(target, SENT, false);
        CelExpr known = make.newGlobalCall("@in", topic, sent);
        CelExpr last = make.newGlobalCall("_[_]", make.copy(sent), make.copy(topic));
        CelExpr never = make.newGlobalCall("timestamp", make.newIntLiteral(0));
        return Optional.of(make.newGlobalCall("_?_:_", known, last, never));
    }

    static boolean isCustomer(CelExpr target) {
        return target.getKind() == CelExpr.ExprKind.Kind.IDENT
                && target.ident().name().equals("customer");
    }
}
