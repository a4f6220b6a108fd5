package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;
import liqp.nodes.FilterNode;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** A filter that passes a missing value on, wants its arguments, and pays for its work before it does it. */
final class CheckedFilter extends FilterNode {
    /** The most characters (of a list, with all that is in it) that a filter reads or makes. */
    static final int LONGEST = 200_000;

    /** The most elements of a list that a filter makes. */
    static final int MOST_ELEMENTS = 10_000;

    private final String name;
    private final Filter filter;
    private final FilterCost cost;
    private final List<LNode> params = new ArrayList<>();

    CheckedFilter(ParserRuleContext context, String name, Filter filter) {
        super(context, filter);
        this.name = name;
        this.filter = filter;
        FilterCost known = FilterCost.of(name);
        this.cost = known == null ? FilterCost.LINEAR : known;
    }

    String name() {
        return name;
    }

    boolean isCalled(String other) {
        return name.equals(other);
    }

    @Override
    public void add(LNode param) {
        params.add(param);
    }

    @Override
    public @Nullable Object apply(@Nullable Object value, TemplateContext context) {
        Run run = Run.of(context);
        run.step();
        boolean fallback = isCalled("default");
        if (value == null && !fallback) {
            return null;
        }
        pay(value, run);
        @Nullable Object[] arguments = new @Nullable Object[params.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = params.get(i).render(context);
            if (arguments[i] == null && !fallback) {
                throw new Unrenderable(params.get(i) + " is missing");
            }
            pay(arguments[i], run);
        }
        Object result = checked(applied(value, context, arguments));
        run.work(FilterCost.ITSELF.of(result) + (result instanceof CharSequence made ? made.length() : 0));
        return result;
    }

    private void pay(@Nullable Object value, Run run) {
        long units = cost.of(value);
        if (cost != FilterCost.ITSELF && FilterCost.LINEAR.of(value) > LONGEST + 1L) {
            throw new Unrenderable("the filter \"" + name + "\" works on at most " + LONGEST + " characters");
        }
        run.work(units);
    }

    private @Nullable Object applied(@Nullable Object value, TemplateContext context, @Nullable Object[] arguments) {
        try {
            return filter.apply(value, context, arguments);
        } catch (Unrenderable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Unrenderable("the filter \"" + name + "\" cannot work with its value");
        }
    }

    private @Nullable Object checked(@Nullable Object result) {
        boolean tooLarge = switch (result) {
            case CharSequence text -> text.length() > LONGEST;
            case Collection<?> list -> list.size() > MOST_ELEMENTS;
            case Object[] array -> array.length > MOST_ELEMENTS;
            case BigDecimal number -> number.precision() > 100 || Math.abs(number.scale()) > 100;
            case null, default -> false;
        };
        if (tooLarge) {
            throw new Unrenderable("the filter \"" + name + "\" has made too large a value: at most " + LONGEST
                    + " characters or " + MOST_ELEMENTS + " elements");
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }
}
