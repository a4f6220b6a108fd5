package dev.vestnik.rules.template;

import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** {@code {% break %}} and {@code {% continue %}}. */
record LeaveNode(Run.Leaving leaving) implements LNode {
    @Override
    public @Nullable Object render(TemplateContext context) {
        Run.of(context).leave(leaving);
        return null;
    }
}
