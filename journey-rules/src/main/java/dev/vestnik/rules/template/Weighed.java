package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Weight;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** A value that a tag goes through whole, and pays for. */
record Weighed(LNode value) implements LNode {
    @Override
    public @Nullable Object render(TemplateContext context) {
        Object rendered = value.render(context);
        Run.of(context).work(Weight.of(rendered));
        return rendered;
    }
}
