package dev.vestnik.rules.template;

import java.util.List;
import java.util.stream.LongStream;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import org.jspecify.annotations.Nullable;

/** {@code (1..5)}: a list of whole numbers; empty where the second one is smaller. */
final class RangeNode extends LookupNode {
    private final LNode from;
    private final LNode to;

    RangeNode(LNode from, LNode to) {
        super("range");
        this.from = from;
        this.to = to;
    }

    /** Null where it may be as long as that, as far as is known when the text is saved. */
    @Nullable
    String problem() {
        for (LNode end : List.of(from, to)) {
            String problem = end instanceof Literal literal ? ArgumentKind.WHOLE.problem(literal) : null;
            if (problem != null) {
                return "a range " + problem;
            }
        }
        boolean known = from instanceof Literal && to instanceof Literal;
        return known && length(((Literal) from).value(), ((Literal) to).value()) > CheckedFilter.MOST_ELEMENTS
                ? tooLong()
                : null;
    }

    private static String tooLong() {
        return "a range has at most " + CheckedFilter.MOST_ELEMENTS + " numbers";
    }

    private static long length(@Nullable Object from, @Nullable Object to) {
        return (long) Arguments.of("range", null, to).whole(0, 0)
                - Arguments.of("range", null, from).whole(0, 0)
                + 1;
    }

    @Override
    public List<Long> render(TemplateContext context) {
        Object first = end(from, context);
        Object last = end(to, context);
        long length = length(first, last);
        if (length > CheckedFilter.MOST_ELEMENTS) {
            throw new Unrenderable(tooLong());
        }
        Run.of(context).work(Math.max(1, length));
        long start = Arguments.of("range", null, first).whole(0, 0);
        return LongStream.range(start, start + Math.max(0, length)).boxed().toList();
    }

    private static Object end(LNode node, TemplateContext context) {
        Object value = node.render(context);
        if (value == null) {
            throw new Unrenderable(node + " is missing");
        }
        return value;
    }

    /** The range as written. */
    @Override
    public String toString() {
        return "(" + from + ".." + to + ")";
    }
}
