package dev.vestnik.rules.template;

import java.util.Collection;
import liqp.TemplateContext;
import liqp.filters.Filter;

/**
 * {@code plural}: the form of a noun that goes with a number: {@code {{ n | plural: "товар", "товара", "товаров" }}},
 * {@code {{ n | plural: "item", "items" }}}. The rules are CLDR's for whole numbers.
 */
final class PluralFilter extends Filter {
    PluralFilter() {
        super("plural");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        if (params.length == 0) {
            throw new Unrenderable("\"plural\" wants the forms of a noun");
        }
        int form = form(Math.abs(count(value)), Run.of(context).locale().getLanguage());
        return params[Math.min(form, params.length - 1)];
    }

    private static long count(Object value) {
        return switch (value) {
            case Number number -> number.longValue();
            case Collection<?> list -> list.size();
            default -> throw new Unrenderable("\"plural\" wants a number");
        };
    }

    private static int form(long count, String language) {
        return switch (language) {
            case "ru", "uk", "be", "sr", "hr", "bs" -> count % 10 == 1 && count % 100 != 11 ? 0 : few(count) ? 1 : 2;
            case "pl" -> count == 1 ? 0 : few(count) ? 1 : 2;
            case "cs", "sk" -> count == 1 ? 0 : count >= 2 && count <= 4 ? 1 : 2;
            case "fr", "pt" -> count <= 1 ? 0 : 1;
            case "ja", "zh", "ko", "vi", "th", "id" -> 0;
            default -> count == 1 ? 0 : 1;
        };
    }

    private static boolean few(long count) {
        long last = count % 10;
        long lastTwo = count % 100;
        return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14);
    }
}
