package dev.vestnik.rules.template;

import java.math.RoundingMode;
import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** Arithmetic, in decimal numbers of at most {@link LiquidNumber#MOST_DIGITS} digits. */
final class NumberFilter extends Filter {
    private static final int MOST_DIGITS = 20;

    private final Rule rule;

    private interface Rule {
        LiquidNumber of(LiquidNumber number, Arguments arguments);
    }

    private NumberFilter(String name, Rule rule) {
        super(name);
        this.rule = rule;
    }

    static List<Filter> all() {
        return List.of(
                new NumberFilter("abs", (number, given) -> number.abs()),
                new NumberFilter("at_least", (number, given) -> larger(number, given.number(0))),
                new NumberFilter("at_most", (number, given) -> smaller(number, given.number(0))),
                new NumberFilter("ceil", (number, given) -> number.rounded(0, RoundingMode.CEILING)),
                new NumberFilter("floor", (number, given) -> number.rounded(0, RoundingMode.FLOOR)),
                new NumberFilter("round", NumberFilter::rounded),
                new NumberFilter("plus", (number, given) -> number.plus(given.number(0))),
                new NumberFilter("minus", (number, given) -> number.minus(given.number(0))),
                new NumberFilter("times", (number, given) -> number.times(given.number(0))),
                new NumberFilter("divided_by", (number, given) -> number.dividedBy(given.number(0))),
                new NumberFilter("modulo", (number, given) -> number.modulo(given.number(0))));
    }

    private static LiquidNumber larger(LiquidNumber one, LiquidNumber other) {
        return other.value().compareTo(one.value()) > 0 ? other : one;
    }

    private static LiquidNumber smaller(LiquidNumber one, LiquidNumber other) {
        return other.value().compareTo(one.value()) < 0 ? other : one;
    }

    private static LiquidNumber rounded(LiquidNumber number, Arguments given) {
        int digits = given.whole(0, 0);
        if (Math.abs(digits) > MOST_DIGITS) {
            throw new Unrenderable("\"round\" is to at most " + MOST_DIGITS + " digits");
        }
        return number.whole() && digits > 0 ? number : number.rounded(digits, RoundingMode.HALF_UP);
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        return rule.of(LiquidNumber.of(value), Arguments.of(getName(), context, params))
                .number();
    }
}
