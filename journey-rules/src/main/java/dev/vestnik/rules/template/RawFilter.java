package dev.vestnik.rules.template;

import liqp.TemplateContext;
import liqp.filters.Filter;

/** {@code raw}: the value is HTML already and is not escaped. */
final class RawFilter extends Filter {
    RawFilter() {
        super("raw");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        return value;
    }
}
