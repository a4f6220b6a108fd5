package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import liqp.RenderTransformer.ObjectAppender;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% for %}}: the elements of a list, the pairs of a map in the order of their names, a text as one element.
 *
 * @param name variable and list as written: loops of one name go on with {@code offset: continue}
 */
record Loop(
        String variable,
        String name,
        LNode list,
        Window window,
        Block body,
        @Nullable Block otherwise) implements LNode {

    /** The choice of elements: those after an offset, up to a limit, the last one first where it is reversed. */
    record Window(@Nullable LNode offset, @Nullable LNode limit, boolean continued, boolean reversed) {
        private List<? extends @Nullable Object> of(List<? extends @Nullable Object> elements, int from, int most) {
            int start = Math.min(from, elements.size());
            int end = (int) Math.min(elements.size(), (long) start + most);
            List<? extends @Nullable Object> some = elements.subList(start, end);
            return reversed ? some.reversed() : some;
        }
    }

    @Override
    public @Nullable Object render(TemplateContext context) {
        Run run = Run.of(context);
        List<? extends @Nullable Object> elements = elements(list.render(context));
        int from = window.continued() ? run.number("for " + name) : whole(window.offset(), 0, context);
        int most = whole(window.limit(), Integer.MAX_VALUE, context);
        List<? extends @Nullable Object> some = window.of(elements, from, most);
        run.number("for " + name, from + some.size());
        return some.isEmpty() ? (otherwise == null ? null : otherwise.render(context)) : rendered(some, context);
    }

    private static int whole(@Nullable LNode node, int otherwise, TemplateContext context) {
        if (node == null) {
            return otherwise;
        }
        Object value = node.render(context);
        if (value == null) {
            throw new Unrenderable(node + " is missing");
        }
        return Math.max(0, Arguments.of("for", context, value).whole(0, otherwise));
    }

    private static List<? extends @Nullable Object> elements(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case CharSequence text -> text.isEmpty() ? List.of() : List.of(text);
            case Map<?, ?> map -> pairs(map);
            case List<?> list -> list;
            case Object some when Elements.isList(some) -> new ArrayList<>(Elements.listed(some));
            default -> List.of();
        };
    }

    private static List<Object> pairs(Map<?, ?> map) {
        List<Object> pairs = new ArrayList<>(map.size());
        new TreeMap<>(map).forEach((key, value) -> pairs.add(List.of(key, value)));
        return pairs;
    }

    private Object rendered(List<? extends @Nullable Object> some, TemplateContext context) {
        Run run = Run.of(context);
        TemplateContext inner = context.newChildContext();
        ForLoop loop = new ForLoop(name, some.size(), context.get("forloop") instanceof ForLoop outer ? outer : null);
        inner.put("forloop", loop);
        ObjectAppender.Controller text = inner.newObjectAppender(some.size());
        for (Object element : some) {
            inner.incrementIterations();
            inner.put(variable, element);
            text.append(body.render(inner));
            loop.next();
            if (run.left() == Run.Leaving.LOOP) {
                break;
            }
        }
        return text.getResult();
    }
}
