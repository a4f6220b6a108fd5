package dev.vestnik.rules.template;

import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% capture %}}: a part of the text under a name.
 *
 * @param html whether values in it have been escaped, so that it is not escaped again
 */
record CaptureNode(String name, Block body, boolean html) implements LNode {
    @Override
    public @Nullable Object render(TemplateContext context) {
        String text = body.render(context).toString();
        context.put(name, html ? new Markup(text) : text, true);
        return null;
    }
}
