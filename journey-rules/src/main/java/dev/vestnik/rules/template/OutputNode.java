package dev.vestnik.rules.template;

import java.util.List;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** {@code {{ … }}}: a value that must be there. */
record OutputNode(LNode term, String written, List<CheckedFilter> filters, boolean escape) implements LNode {
    @Override
    public Object render(TemplateContext context) {
        Run run = Run.of(context);
        Object value = term.render(context);
        for (CheckedFilter filter : filters) {
            value = filter.apply(value, context);
        }
        String text = text(value, run);
        run.work(text.length());
        return escape && !(value instanceof Markup) ? TextCodes.escaped(text) : text;
    }

    private String text(@Nullable Object value, Run run) {
        if (value == null) {
            throw new Unrenderable(written + " is missing");
        }
        String text = run.formats().text(value, run);
        if (text == null) {
            throw new Unrenderable(written + " is a list or a map, not a text");
        }
        return ControlCharacters.balanced(text);
    }
}
