package dev.vestnik.rules.template;

import liqp.TemplateContext;
import liqp.nodes.LNode;

/**
 * {@code {% increment %}} from 0 and {@code {% decrement %}} from -1 on; a variable assigned under the same name is another thing.
 */
record CounterNode(String name, int step) implements LNode {
    @Override
    public Object render(TemplateContext context) {
        Run run = Run.of(context);
        int before = run.number("count " + name);
        run.number("count " + name, before + step);
        return Integer.toString(step < 0 ? before + step : before);
    }
}
