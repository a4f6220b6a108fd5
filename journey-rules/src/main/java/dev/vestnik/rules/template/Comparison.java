package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Weight;
import java.time.Instant;
import java.time.ZonedDateTime;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/**
 * Two values compared, which costs as much as the smaller is long. A missing value is equal to nil and to nothing else.
 */
record Comparison(LNode left, Operator operator, LNode right) implements LNode {

    enum Operator {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        MORE,
        MORE_OR_EQUAL;

        boolean isOfOrder() {
            return this != EQUAL && this != UNEQUAL;
        }
    }

    @Override
    public Boolean render(TemplateContext context) {
        Object one = left.render(context);
        Object other = right.render(context);
        return switch (operator) {
            case EQUAL -> areEqual(left, one, right, other, context);
            case UNEQUAL -> !areEqual(left, one, right, other, context);
            default -> isOrdered(one, other, Run.of(context));
        };
    }

    /** Pays for the comparison; {@code blank} and {@code empty} ask about the other side. */
    static boolean areEqual(
            LNode left, @Nullable Object one, LNode right, @Nullable Object other, TemplateContext context) {
        Run.of(context).work(cost(one, other));
        return right instanceof Literal literal && (literal.isBlank() || literal.isEmpty())
                ? isThat(literal, one)
                : left instanceof Literal literal && (literal.isBlank() || literal.isEmpty())
                        ? isThat(literal, other)
                        : Order.areEqual(one, other);
    }

    private static boolean isThat(Literal literal, @Nullable Object value) {
        return ValueFilter.isEmpty(value) || literal.isBlank() && isBlank(value);
    }

    private static boolean isBlank(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || value instanceof CharSequence text
                        && Words.withoutSpaceBefore(text).isEmpty();
    }

    private boolean isOrdered(@Nullable Object one, @Nullable Object other, Run run) {
        run.work(cost(one, other));
        if (one == null || other == null) {
            return false;
        }
        Integer compared = Order.compared(instant(one, other, run), instant(other, one, run));
        if (compared == null) {
            throw new Unrenderable(left + " and " + right + " cannot be compared");
        }
        return switch (operator) {
            case LESS -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
            case MORE -> compared > 0;
            case MORE_OR_EQUAL -> compared >= 0;
            case EQUAL, UNEQUAL -> throw new IllegalStateException(operator + " is no order");
        };
    }

    /** A date's text is an instant beside an instant. */
    private static Object instant(Object value, Object beside, Run run) {
        boolean read = beside instanceof Instant && value instanceof CharSequence;
        return read && DateTexts.read(value.toString(), run.zone()) instanceof ZonedDateTime time
                ? time.toInstant()
                : value;
    }

    private static long cost(@Nullable Object one, @Nullable Object other) {
        return one instanceof CharSequence || other instanceof CharSequence
                ? Math.min(Weight.ofItself(one), Weight.ofItself(other))
                : Weight.of(one) + Weight.of(other);
    }
}
