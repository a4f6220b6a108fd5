package dev.vestnik.rules.template;

import java.util.List;
import liqp.nodes.BlockNode;
import liqp.nodes.LNode;

/** The parts of a text; immutable. The library's copies the list of its parts for every turn of a loop. */
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
}
