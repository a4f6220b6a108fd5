package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Work;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.ExceededMaxIterationsException;
import liqp.nodes.LNode;

/** A compiled text; immutable. */
final class LiquidText {
    private final LNode root;
    private final Style style;
    private final Set<String> roots;
    private final Set<String> reads;
    private final Set<UnguardedRead> unguarded;
    private final String sample;

    /** The kind of its output, which decides how values are escaped. */
    record Style(TemplateParser parser, Formats formats, Locale locale, Writing writing) {}

    /** The variables and paths that a text reads, and its reads without a word on what happens where the value is missing. */
    record Reads(Set<String> roots, Set<String> paths, Set<UnguardedRead> unguarded) {}

    /** @param scan of its source */
    LiquidText(LNode root, Style style, Reads reads, LiquidScan scan) {
        this.root = root;
        this.style = style;
        this.roots = Set.copyOf(reads.roots());
        this.reads = reads.paths();
        this.unguarded = reads.unguarded();
        this.sample = scan.sample();
    }

    /** Whether it reads this variable. */
    boolean reads(String variable) {
        return roots.contains(variable);
    }

    /** Paths of the variables that it reads. */
    Set<String> reads() {
        return reads;
    }

    /** The reads of this text without a word on what happens where the value is missing. */
    Set<UnguardedRead> unguarded() {
        return unguarded;
    }

    /** A sample of the rendered text, for its length. */
    String sample() {
        return sample;
    }

    /**
     * The text; throws {@link Unrenderable}.
     *
     * @param work counts what the rendering takes
     */
    String render(Map<String, Object> variables, Work work) {
        TemplateContext context = new TemplateContext(style.parser(), variables);
        new Run(style.formats(), style.locale(), variables, work).in(context);
        return style.writing().tidy(rendered(context));
    }

    private String rendered(TemplateContext context) {
        try {
            if (root.render(context) instanceof CharSequence text) {
                return text.toString();
            }
            throw new Unrenderable("a {% break %} or {% continue %} is in no loop");
        } catch (Unrenderable e) {
            throw e;
        } catch (ExceededMaxIterationsException e) {
            throw new Unrenderable("loops more than " + style.parser().getLimitMaxIterations() + " times");
        } catch (RuntimeException | StackOverflowError e) {
            throw new Unrenderable("cannot be rendered: " + e.getClass().getSimpleName());
        }
    }
}
