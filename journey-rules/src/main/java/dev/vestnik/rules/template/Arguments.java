package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import liqp.TemplateContext;
import org.jspecify.annotations.Nullable;

/** The arguments of one call of a filter, as the filter wants them. */
final class Arguments {
    private final String filter;
    private final @Nullable Run run;
    private final List<@Nullable Object> values;
    private final Map<String, Object> named;

    /** The arguments that are named in a call, handed on as its last one. */
    record Named(Map<String, Object> values) {}

    private Arguments(String filter, @Nullable Run run, List<@Nullable Object> values, Map<String, Object> named) {
        this.filter = filter;
        this.run = run;
        this.values = values;
        this.named = named;
    }

    /** @param context null where nothing is rendered: texts are then as Java writes them */
    static Arguments of(String filter, @Nullable TemplateContext context, @Nullable Object... params) {
        List<@Nullable Object> values = Arrays.asList(params);
        Map<String, Object> named = Map.of();
        if (!values.isEmpty() && values.getLast() instanceof Named(var given)) {
            named = given;
            values = values.subList(0, values.size() - 1);
        }
        return new Arguments(filter, context == null ? null : Run.of(context), values, named);
    }

    boolean has(int index) {
        return index < values.size();
    }

    @Nullable
    Object value(int index) {
        return has(index) ? values.get(index) : null;
    }

    String text(int index, String otherwise) {
        return has(index) ? text(values.get(index)) : otherwise;
    }

    LiquidNumber number(int index) {
        return LiquidNumber.of(value(index));
    }

    /** A whole number, as near as an {@code int} comes to it. */
    int whole(int index, int otherwise) {
        if (!has(index)) {
            return otherwise;
        }
        LiquidNumber number = LiquidNumber.exactly(values.get(index));
        if (number == null || number.value().stripTrailingZeros().scale() > 0) {
            throw new Unrenderable("the filter \"" + filter + "\" wants a whole number");
        }
        BigDecimal least = BigDecimal.valueOf(Integer.MIN_VALUE);
        return number.value()
                .max(least)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
    }

    boolean isTrue(String name) {
        Object value = named.get(name);
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** A value as a text of this rendering's language. */
    String text(@Nullable Object value) {
        Run here = run;
        if (here == null || value == null) {
            return value == null ? "" : value.toString();
        }
        String text = here.formats().text(value, here);
        if (text == null) {
            throw new Unrenderable("the filter \"" + filter + "\" wants a text, not a list or a map");
        }
        return text;
    }

    Run run() {
        Run here = run;
        if (here == null) {
            throw new IllegalStateException("nothing is rendered");
        }
        return here;
    }
}
