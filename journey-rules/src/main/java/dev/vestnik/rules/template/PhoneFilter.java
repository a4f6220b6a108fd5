package dev.vestnik.rules.template;

import java.util.regex.Pattern;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** {@code phone}: {@code +74956460054} as {@code +7 495 646-00-54}; numbers of other plans stay as they are. */
final class PhoneFilter extends Filter {
    private static final Pattern RUSSIAN = Pattern.compile("\\+7(\\d{3})(\\d{3})(\\d{2})(\\d{2})");
    private static final Pattern AMERICAN = Pattern.compile("\\+1(\\d{3})(\\d{3})(\\d{4})");

    PhoneFilter() {
        super("phone");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        String number = String.valueOf(value);
        var russian = RUSSIAN.matcher(number);
        var american = AMERICAN.matcher(number);
        return russian.matches()
                ? russian.replaceFirst("+7 $1 $2-$3-$4")
                : american.matches() ? american.replaceFirst("+1 $1 $2-$3") : number;
    }
}
