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
        return escape ? escaped(text) : text;
    }

    private String text(@Nullable Object value, Run run) {
        if (value == null) {
            throw new Unrenderable(written + " is missing");
        }
        String text = run.formats().text(value, run);
        if (text == null) {
            throw new Unrenderable(written + " is a list or a map, not a text");
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            String entity = entity(text.charAt(i));
            if (entity != null && escaped == null) {
                escaped = new StringBuilder(text.length() + 32).append(text, 0, i);
            }
            if (escaped != null) {
                if (entity == null) {
                    escaped.append(text.charAt(i));
                } else {
                    escaped.append(entity);
                }
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static @Nullable String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }
}
