package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Needle;
import dev.vestnik.rules.work.Weight;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** {@code contains}: linear in both texts, where the library's takes their product. */
record Contains(LNode whole, LNode part, Comparison.Rule otherwise) implements LNode {
    @Override
    public @Nullable Object render(TemplateContext context) {
        Object hay = whole.render(context);
        Object needle = part.render(context);
        Run.of(context).work(Weight.of(hay) + Weight.of(needle));
        if (hay instanceof CharSequence text && (needle == null || isPlain(needle))) {
            return new Needle(needle == null ? "" : needle.toString()).in(text, 0) >= 0;
        }
        return !(hay instanceof CharSequence)
                && Boolean.TRUE.equals(otherwise.of(same -> hay, same -> needle).render(context));
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    }
}
