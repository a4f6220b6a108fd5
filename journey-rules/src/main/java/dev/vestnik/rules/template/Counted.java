package dev.vestnik.rules.template;

import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** A part of a text that counts how often it runs. */
record Counted(LNode part) implements LNode {
    @Override
    public @Nullable Object render(TemplateContext context) {
        Run.of(context).step();
        return part.render(context);
    }
}
