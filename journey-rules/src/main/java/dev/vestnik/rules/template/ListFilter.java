package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jspecify.annotations.Nullable;

/** A filter on the elements of a list; lists in it count as their elements, anything else as a list of one. */
final class ListFilter extends Filter {
    private final Rule rule;

    private interface Rule {
        @Nullable
        Object of(List<@Nullable Object> elements, Arguments arguments);
    }

    private ListFilter(String name, Rule rule) {
        super(name);
        this.rule = rule;
    }

    static List<Filter> all() {
        return List.of(
                new ListFilter("compact", ListFilter::compact),
                new ListFilter("concat", ListFilter::concat),
                new ListFilter("find", (elements, given) -> element(elements, Elements.indexOf(elements, given))),
                new ListFilter("find_index", (elements, given) -> index(Elements.indexOf(elements, given))),
                new ListFilter("has", (elements, given) -> Elements.indexOf(elements, given) >= 0),
                new ListFilter("join", ListFilter::joined),
                new ListFilter("map", (elements, given) -> Elements.properties(elements, given.text(0, ""))),
                new ListFilter("reject", (elements, given) -> Elements.matching(elements, given, false)),
                new ListFilter("reverse", (elements, given) -> elements.reversed()),
                new ListFilter("sort", (elements, given) -> Sorting.by(elements, given, Order::nilLast)),
                new ListFilter(
                        "sort_natural", (elements, given) -> Sorting.by(elements, given, Sorting.natural(given))),
                new ListFilter("sum", ListFilter::sum),
                new ListFilter("uniq", (elements, given) -> Sorting.unique(elements, given)),
                new ListFilter("where", (elements, given) -> Elements.matching(elements, given, true)));
    }

    private static @Nullable Object element(List<@Nullable Object> elements, int index) {
        return index < 0 ? null : elements.get(index);
    }

    private static @Nullable Object index(int index) {
        return index < 0 ? null : (Object) (long) index;
    }

    private static List<@Nullable Object> compact(List<@Nullable Object> elements, Arguments given) {
        List<@Nullable Object> values = Elements.keys(elements, given);
        List<@Nullable Object> left = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                left.add(elements.get(i));
            }
        }
        return left;
    }

    private static List<@Nullable Object> concat(List<@Nullable Object> elements, Arguments given) {
        if (!Elements.isList(given.value(0))) {
            throw new Unrenderable("the filter \"concat\" wants a list");
        }
        List<@Nullable Object> both = new ArrayList<>(elements);
        both.addAll(Elements.of(given.value(0)));
        return both;
    }

    private static String joined(List<@Nullable Object> elements, Arguments given) {
        String glue = given.text(0, " ");
        if ((long) glue.length() * elements.size() > CheckedFilter.LONGEST) {
            throw new Unrenderable("\"join\" makes at most " + CheckedFilter.LONGEST + " characters");
        }
        return elements.stream().map(given::text).collect(Collectors.joining(glue));
    }

    /** The sum of numbers, or of amounts of one currency. */
    private static Object sum(List<@Nullable Object> elements, Arguments given) {
        List<Object> values = new ArrayList<>();
        for (Object value : Elements.keys(elements, given)) {
            if (value != null) {
                values.add(value);
            }
        }
        String currency = Money.currency(values);
        return currency == null ? sum(values) : Map.of("amount", sum(Money.amounts(values)), "currency", currency);
    }

    private static Number sum(List<Object> values) {
        return values.stream()
                .map(LiquidNumber::of)
                .reduce(LiquidNumber.of(0L), LiquidNumber::plus)
                .number();
    }

    @Override
    public @Nullable Object apply(@Nullable Object value, TemplateContext context, Object... params) {
        return rule.of(Elements.of(value), Arguments.of(getName(), context, params));
    }
}
