package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Needle;
import dev.vestnik.rules.work.Weight;
import java.util.Map;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** {@code contains}: a text a text, a list an element, a map a name; linear in both. A missing value is nowhere. */
record Contains(LNode whole, LNode part) implements LNode {
    @Override
    public Boolean render(TemplateContext context) {
        Object hay = whole.render(context);
        Object needle = part.render(context);
        Run run = Run.of(context);
        run.work(Weight.of(hay) + Weight.of(needle));
        return hay != null && needle != null && contains(hay, needle, run);
    }

    private static boolean contains(Object hay, Object needle, Run run) {
        if (hay instanceof CharSequence text) {
            String sought = run.formats().text(needle, run);
            return sought != null && new Needle(sought).in(text, 0) >= 0;
        }
        if (hay instanceof Map<?, ?> map) {
            return map.containsKey(needle.toString());
        }
        return Elements.isList(hay) && Elements.listed(hay).stream().anyMatch(element -> isIt(element, needle));
    }

    private static boolean isIt(@Nullable Object element, Object needle) {
        return element != null && Order.areEqual(element, needle);
    }
}
