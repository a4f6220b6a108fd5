package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jspecify.annotations.Nullable;

/** A filter that does one thing to a text and another to a list. */
final class ValueFilter extends Filter {
    private final Rule rule;

    private interface Rule {
        @Nullable
        Object of(@Nullable Object value, Arguments arguments);
    }

    private ValueFilter(String name, Rule rule) {
        super(name);
        this.rule = rule;
    }

    static List<Filter> all() {
        return List.of(
                new ValueFilter("default", ValueFilter::orDefault),
                new ValueFilter("first", (value, given) -> first(value)),
                new ValueFilter("last", (value, given) -> last(value)),
                new ValueFilter("size", (value, given) -> (long) size(value)),
                new ValueFilter("slice", ValueFilter::slice));
    }

    private static @Nullable Object orDefault(@Nullable Object value, Arguments given) {
        boolean no = Boolean.FALSE.equals(value) && !given.isTrue("allow_false");
        return value == null || no || isEmpty(value) ? (given.has(0) ? given.value(0) : "") : value;
    }

    /** Whether it is a text, list or map without anything in it. */
    static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.isEmpty();
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Object[] array -> array.length == 0;
            case null, default -> false;
        };
    }

    static @Nullable Object first(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return Characters.first(text);
        }
        List<@Nullable Object> list = list(value);
        return list.isEmpty() ? null : list.getFirst();
    }

    static @Nullable Object last(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return Characters.last(text);
        }
        List<@Nullable Object> list = list(value);
        return list.isEmpty() ? null : list.getLast();
    }

    /** The number of characters or elements; 0 of a value that has neither. */
    static int size(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> Characters.count(text);
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Object[] array -> array.length;
            case null, default -> 0;
        };
    }

    private static Object slice(@Nullable Object value, Arguments given) {
        int from = given.whole(0, 0);
        int length = given.whole(1, 1);
        if (!Elements.isList(value)) {
            CharSequence text = value instanceof CharSequence chars ? chars : given.text(value);
            return Characters.slice(text, from, length);
        }
        List<@Nullable Object> list = list(value);
        long start = from < 0 ? (long) list.size() + from : from;
        return start < 0 || start > list.size() || length < 0
                ? List.of()
                : list.subList((int) start, (int) Math.min(list.size(), start + length));
    }

    private static List<@Nullable Object> list(@Nullable Object value) {
        return value == null || !Elements.isList(value) ? List.of() : new ArrayList<>(Elements.listed(value));
    }

    @Override
    public @Nullable Object apply(@Nullable Object value, TemplateContext context, Object... params) {
        return rule.of(value, Arguments.of(getName(), context, params));
    }
}
