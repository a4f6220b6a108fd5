package dev.vestnik.rules.template;

import java.util.List;
import liqp.RenderTransformer.ObjectAppender;
import liqp.TemplateContext;
import liqp.nodes.BlockNode;
import liqp.nodes.LNode;

/** The parts of a text; immutable. It ends early, and keeps what it has, where a part has left the loop. */
final class Block extends BlockNode {
    private final List<LNode> parts;

    Block(List<LNode> parts) {
        this.parts = List.copyOf(parts);
        this.parts.forEach(super::add);
    }

    @Override
    public List<LNode> getChildren() {
        return parts;
    }

    @Override
    public Object render(TemplateContext context) {
        Run run = Run.of(context);
        ObjectAppender.Controller text = context.newObjectAppender(parts.size());
        for (LNode part : parts) {
            Object value = part.render(context);
            if (value != null) {
                text.append(value);
            }
            if (run.leaving() != Run.Leaving.NOTHING) {
                break;
            }
        }
        return text.getResult();
    }
}
