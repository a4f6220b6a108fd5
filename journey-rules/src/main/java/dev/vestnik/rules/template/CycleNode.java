package dev.vestnik.rules.template;

import java.util.List;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% cycle %}}: one value after the other.
 *
 * @param written the values as written, which name a cycle that has no other name
 */
record CycleNode(@Nullable LNode name, String written, List<OutputNode> values) implements LNode {
    @Override
    public Object render(TemplateContext context) {
        Run run = Run.of(context);
        String counter = "cycle " + (name == null ? written : ": " + name.render(context));
        int turn = run.number(counter) % values.size();
        run.number(counter, turn + 1);
        return values.get(turn).render(context);
    }
}
