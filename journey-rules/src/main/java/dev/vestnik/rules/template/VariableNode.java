package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import org.jspecify.annotations.Nullable;

/** Reads a variable; null where it or anything on the way is missing. */
final class VariableNode extends LookupNode {
    /** The properties that lists and texts have beside their elements. */
    static final Set<String> OF_COLLECTIONS = Set.of("size", "first", "last");

    private final String root;
    private final String written;
    private final List<Part> parts;
    private final boolean extra;
    private final boolean iterated;

    /** A step of the way. */
    sealed interface Part {}

    record Name(String name) implements Part {}

    record Position(LNode expression) implements Part {}

    /** @param iterated whether a {@code for} goes through what is found: a map must then have the same order every time */
    VariableNode(String root, String written, List<Part> parts, boolean iterated) {
        super(root);
        this.root = root;
        this.written = written;
        this.parts = List.copyOf(parts);
        this.extra =
                root.equals("event") && !parts.isEmpty() && parts.getFirst().equals(new Name("extra"));
        this.iterated = iterated;
    }

    /** The variable that it begins with. */
    String root() {
        return root;
    }

    @Override
    public @Nullable Object render(TemplateContext context) {
        Run run = Run.of(context);
        Object value = context.get(root);
        int from = 0;
        if (extra && value instanceof Map<?, ?> event) {
            value = run.withKnown(event);
            from = 1;
        }
        for (int i = from; i < parts.size() && value != null; i++) {
            value = switch (parts.get(i)) {
                case Name(var name) -> named(value, name, run);
                case Position(var expression) -> positioned(value, expression.render(context), run);
            };
        }
        if (iterated) {
            run.work(Weight.ofItself(value));
        }
        return iterated && value instanceof Map<?, ?> map ? new TreeMap<>(map) : value;
    }

    private static @Nullable Object named(Object value, String name, Run run) {
        if (value instanceof ForLoop loop) {
            return loop.get(name);
        }
        Object field = value instanceof Map<?, ?> map ? map.get(name) : null;
        return field == null && OF_COLLECTIONS.contains(name) ? ofCollection(value, name, run) : field;
    }

    private static @Nullable Object ofCollection(Object value, String name, Run run) {
        boolean counted = value instanceof CharSequence || Elements.isList(value);
        if (!counted) {
            return value instanceof Map<?, ?> map && name.equals("size") ? (Object) map.size() : null;
        }
        run.work(Weight.ofItself(value));
        return switch (name) {
            case "size" -> (long) ValueFilter.size(value);
            case "first" -> ValueFilter.first(value);
            default -> ValueFilter.last(value);
        };
    }

    private static @Nullable Object positioned(Object value, @Nullable Object key, Run run) {
        if (value instanceof Object[] pair) {
            return positioned(Arrays.asList(pair), key, run);
        }
        if (value instanceof List<?> list && key instanceof Number number) {
            int index = number.intValue() < 0 ? number.intValue() + list.size() : number.intValue();
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return key == null ? null : named(value, String.valueOf(key), run);
    }

    /** The variable as written. */
    @Override
    public String toString() {
        return written;
    }
}
