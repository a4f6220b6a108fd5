package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private final Map<String, LNode> named = new LinkedHashMap<>();

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

    void add(String argument, LNode param) {
        named.put(argument, param);
    }

    /** All that is wrong with its arguments, as far as they stand in the text. */
    List<String> problems() {
        FilterSignature signature = FilterSignature.of(name);
        return signature == null ? List.of() : signature.problems(name, params, named.keySet());
    }

    /** Whether all of its arguments stand in the text. */
    boolean isConstant() {
        return Stream.concat(params.stream(), named.values().stream()).allMatch(Literal.class::isInstance);
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
        List<@Nullable Object> arguments = new ArrayList<>();
        for (LNode param : params) {
            arguments.add(argument(param, context));
        }
        if (!named.isEmpty()) {
            Map<String, Object> values = new HashMap<>();
            named.forEach((argument, param) -> values.put(argument, argument(param, context)));
            arguments.add(new Arguments.Named(values));
        }
        Object result = checked(applied(value, context, arguments.toArray()));
        run.work(FilterCost.ITSELF.of(result) + (result instanceof CharSequence made ? made.length() : 0));
        return result;
    }

    private @Nullable Object argument(LNode param, TemplateContext context) {
        Object value = param.render(context);
        if (value == null && !isCalled("default")) {
            throw new Unrenderable(param + " is missing");
        }
        pay(value, Run.of(context));
        return value;
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
