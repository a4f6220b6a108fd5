package dev.vestnik.rules.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code orders.count(P90D)} and {@code orders.sum(P90D)} as fields of the customer's counters. */
@SuppressWarnings("Immutable") // Its map is a copy that nobody changes.
final class CounterMacros {
    private static final Pattern DAYS = Pattern.compile("P(\\d{1,3})(D|W)");
    private static final int WEEK = 7;

    private final Map<String, CountedName> counters;

    CounterMacros(Map<String, CountedName> counters) {
        this.counters = Map.copyOf(counters);
    }

    List<CelMacro> all() {
        return counters.isEmpty()
                ? List.of()
                : List.of(
                        CelMacro.newReceiverMacro(
                                "count",
                                1,
                                (make, target, arguments) -> asked(make, target, arguments.getFirst(), false)),
                        CelMacro.newReceiverMacro(
                                "sum",
                                1,
                                (make, target, arguments) -> asked(make, target, arguments.getFirst(), true)));
    }

    private Optional<CelExpr> asked(CelMacroExprFactory make, CelExpr target, CelExpr argument, boolean sum) {
        CountedName counter = target.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? counters.get(target.ident().name())
                : null;
        if (counter == null) {
            return Optional.empty();
        }
        int days = days(argument);
        if (days < 1 || days > counter.days()) {
            return Optional.of(make.reportError("a counter takes whole days, P1D to P" + counter.days() + "D"));
        }
        if (sum && !counter.sums()) {
            return Optional.of(make.reportError("this counter has no sum: give it a \"value\""));
        }
        CelExpr customer = make.newIdentifier("customer");
        CelExpr all = make.newSelect(customer, CountedName.FIELD, false);
        CelExpr own = make.newSelect(all, counter.id(), false);
        return Optional.of(make.newSelect(own, sum ? CountedName.sum(days) : CountedName.count(days), false));
    }

    /** 0 where it is no number of days. */
    private static int days(CelExpr argument) {
        String text = text(argument);
        Matcher days = DAYS.matcher(text == null ? "" : text);
        return days.matches() ? Integer.parseInt(days.group(1)) * (days.group(2).equals("W") ? WEEK : 1) : 0;
    }

    private static @Nullable String text(CelExpr argument) {
        return switch (argument.getKind()) {
            case IDENT -> argument.ident().name();
            case CONSTANT ->
                argument.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.STRING_VALUE
                        ? argument.constant().stringValue()
                        : null;
            default -> null;
        };
    }
}
