package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Weight;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** Two values compared, which costs as much as the smaller one is long. */
record Comparison(LNode left, LNode right, Rule rule) implements LNode {

    /** The library's way to compare. */
    interface Rule {
        LNode of(LNode left, LNode right);
    }

    @Override
    public @Nullable Object render(TemplateContext context) {
        Object one = left.render(context);
        Object other = right.render(context);
        Run.of(context).work(cost(one, other));
        return rule.of(same -> one, same -> other).render(context);
    }

    private static long cost(@Nullable Object one, @Nullable Object other) {
        return one instanceof CharSequence || other instanceof CharSequence
                ? Math.min(Weight.ofItself(one), Weight.ofItself(other))
                : Weight.of(one) + Weight.of(other);
    }
}
