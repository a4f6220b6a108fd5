package dev.vestnik.engine.template;

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

/** A filter that passes a missing value on, wants its arguments, and cannot blow anything up. */
final class CheckedFilter extends FilterNode {
    private static final int LONGEST = 100_000;
    private static final int MOST_ELEMENTS = 10_000;
    private static final long LARGEST_PRODUCT = 2_000_000;

    private final String name;
    private final Filter filter;
    private final List<LNode> params = new ArrayList<>();

    CheckedFilter(ParserRuleContext context, String name, Filter filter) {
        super(context, filter);
        this.name = name;
        this.filter = filter;
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
        Run.of(context).step();
        boolean fallback = isCalled("default");
        if (value == null && !fallback) {
            return null;
        }
        @Nullable Object[] arguments = new @Nullable Object[params.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = params.get(i).render(context);
            if (arguments[i] == null && !fallback) {
                throw new Unrenderable(params.get(i) + " is missing");
            }
        }
        checkArguments(value, arguments);
        return checked(applied(value, context, arguments));
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

    /** What multiplies texts: the product is bounded before it is made. */
    private void checkArguments(@Nullable Object value, @Nullable Object[] arguments) {
        long longest = 1;
        for (Object argument : arguments) {
            longest = Math.max(longest, argument instanceof CharSequence text ? text.length() : 1);
        }
        boolean multiplies = isCalled("replace") || isCalled("join");
        if (multiplies && (size(value) + 1) * longest > LARGEST_PRODUCT) {
            throw new Unrenderable("the filter \"" + name + "\" would make too long a text");
        }
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> list -> list.size();
            case Object[] array -> array.length;
            case null, default -> 1;
        };
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
            throw new Unrenderable("the filter \"" + name + "\" has made too large a value");
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }
}
