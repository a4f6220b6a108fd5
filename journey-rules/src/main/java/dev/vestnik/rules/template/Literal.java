package dev.vestnik.rules.template;

import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/**
 * A value that stands in the text.
 *
 * @param written {@code blank} and {@code empty} are empty texts, but in comparisons they ask about the other side
 */
record Literal(@Nullable Object value, String written) implements LNode {
    static final Literal NIL = new Literal(null, "nil");
    static final Literal BLANK = new Literal("", "blank");
    static final Literal EMPTY = new Literal("", "empty");

    /** A text between its quotes. */
    static Literal quoted(String source) {
        return new Literal(source.substring(1, source.length() - 1), source);
    }

    boolean isBlank() {
        return written.equals(BLANK.written);
    }

    boolean isEmpty() {
        return written.equals(EMPTY.written);
    }

    @Override
    public @Nullable Object render(TemplateContext context) {
        return value;
    }

    /** The literal as written. */
    @Override
    public String toString() {
        return written;
    }
}
