package dev.vestnik.rules.template;

import java.util.Map;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** {@code money}: an amount in its currency, as the language writes it. */
final class MoneyFilter extends Filter {
    MoneyFilter() {
        super("money");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        Run run = Run.of(context);
        String text = value instanceof Map<?, ?> money ? run.formats().money(money, run.locale()) : null;
        if (text == null) {
            throw new Unrenderable("\"money\" wants an amount with its currency");
        }
        return text;
    }
}
