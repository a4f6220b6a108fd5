package dev.vestnik.rules.template;

import java.util.List;
import liqp.RenderTransformer.ObjectAppender;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** {@code {% case %}}: all branches that have the value, else the last one. */
record CaseNode(
        LNode value, List<Branch> branches, @Nullable Block otherwise) implements LNode {

    record Branch(List<LNode> values, Block body) {}

    @Override
    public @Nullable Object render(TemplateContext context) {
        Object sought = value.render(context);
        ObjectAppender.Controller text = context.newObjectAppender(1);
        boolean hit = false;
        for (Branch branch : branches) {
            if (isHit(branch, sought, context)) {
                hit = true;
                text.append(branch.body().render(context));
            }
            if (Run.of(context).leaving() != Run.Leaving.NOTHING) {
                break;
            }
        }
        return hit ? text.getResult() : otherwise == null ? null : otherwise.render(context);
    }

    private boolean isHit(Branch branch, @Nullable Object sought, TemplateContext context) {
        return branch.values().stream()
                .anyMatch(node -> Comparison.areEqual(value, sought, node, node.render(context), context));
    }
}
