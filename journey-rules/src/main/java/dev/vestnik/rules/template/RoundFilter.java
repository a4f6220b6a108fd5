package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** {@code round}: to whole numbers or to so many digits. The library's makes a pattern of that many digits first, however many. */
final class RoundFilter extends Filter {
    private static final int MOST_DIGITS = 20;

    RoundFilter() {
        super("round");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        int digits = params.length == 0 ? 0 : digits(params[0]);
        if (!isNumber(value)) {
            return 0L;
        }
        BigDecimal number = value instanceof BigDecimal exact
                ? exact
                : new BigDecimal(asNumber(value).toString());
        return number.setScale(digits, RoundingMode.HALF_UP);
    }

    private int digits(Object param) {
        long digits = isNumber(param) ? asNumber(param).longValue() : 0;
        if (digits > MOST_DIGITS) {
            throw new Unrenderable("\"round\" is to at most " + MOST_DIGITS + " digits");
        }
        return (int) Math.max(0, digits);
    }
}
