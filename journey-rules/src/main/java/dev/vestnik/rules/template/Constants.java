package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Work;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** Renders the parts that no value can change while a text is being saved: one that would fail is refused then. */
record Constants(TemplateParser parser, Formats formats, Locale locale) {
    /** Any time will do. */
    private static final Map<String, Object> VARIABLES = Map.of(Run.NOW, Instant.EPOCH);

    /** Null where it can be rendered. */
    @Nullable
    String problem(LNode node) {
        TemplateContext context = new TemplateContext(parser, VARIABLES);
        new Run(formats, locale, VARIABLES, new Work()).in(context);
        try {
            node.render(context);
            return null;
        } catch (Unrenderable e) {
            return e.problem();
        }
    }
}
