package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import liqp.Insertions;
import liqp.filters.Filters;
import liqp.nodes.AtomNode;
import liqp.nodes.BlockNode;
import liqp.nodes.ContainsNode;
import liqp.nodes.EqNode;
import liqp.nodes.GtEqNode;
import liqp.nodes.GtNode;
import liqp.nodes.InsertionNode;
import liqp.nodes.LNode;
import liqp.nodes.LtEqNode;
import liqp.nodes.LtNode;
import liqp.nodes.NEqNode;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liqp.parser.v4.NodeVisitor;
import liquid.parser.v4.LiquidParser;
import liquid.parser.v4.LiquidParser.AtomContext;
import liquid.parser.v4.LiquidParser.Atom_othersContext;
import liquid.parser.v4.LiquidParser.BlockContext;
import liquid.parser.v4.LiquidParser.Case_tagContext;
import liquid.parser.v4.LiquidParser.Cycle_tagContext;
import liquid.parser.v4.LiquidParser.ExprContext;
import liquid.parser.v4.LiquidParser.Expr_containsContext;
import liquid.parser.v4.LiquidParser.Expr_eqContext;
import liquid.parser.v4.LiquidParser.Expr_relContext;
import liquid.parser.v4.LiquidParser.Raw_tagContext;
import liquid.parser.v4.LiquidParser.TermContext;
import liquid.parser.v4.LiquidParser.When_tagContext;
import org.jspecify.annotations.Nullable;

/** Makes a tree of which every part counts its work. */
class CountingVisitor extends NodeVisitor {
    private final Insertions insertions;

    CountingVisitor(Insertions insertions, Filters filters) {
        super(insertions, filters, true);
        this.insertions = insertions;
    }

    @Override
    public LNode visit(ParseTree tree) {
        LNode node = super.visit(tree);
        return node != null && tree instanceof AtomContext ? new Counted(node) : node;
    }

    @Override
    public BlockNode visitBlock(BlockContext ctx) {
        List<LNode> parts = new ArrayList<>();
        for (AtomContext part : ctx.atom()) {
            LNode node = visit(part);
            if (node != null) {
                parts.add(node);
            }
        }
        return new Block(parts);
    }

    @Override
    public LNode visitAtom_others(Atom_othersContext ctx) {
        return new AtomNode(Gaps.closed(ctx.getText()));
    }

    @Override
    public LNode visitRaw_tag(Raw_tagContext ctx) {
        return insertion("raw", List.of(new AtomNode(Gaps.closed(ctx.raw_body().getText()))));
    }

    @Override
    public LNode visitExpr_rel(Expr_relContext ctx) {
        Comparison.Rule rule = switch (ctx.op.getType()) {
            case LiquidParser.LtEq -> LtEqNode::new;
            case LiquidParser.Lt -> LtNode::new;
            case LiquidParser.GtEq -> GtEqNode::new;
            default -> GtNode::new;
        };
        return new Comparison(visit(ctx.lhs), visit(ctx.rhs), rule);
    }

    @Override
    public LNode visitExpr_eq(Expr_eqContext ctx) {
        Comparison.Rule rule = ctx.op.getType() == LiquidParser.Eq ? EqNode::new : NEqNode::new;
        return new Comparison(visit(ctx.lhs), visit(ctx.rhs), rule);
    }

    @Override
    public LNode visitExpr_contains(Expr_containsContext ctx) {
        return new Contains(visit(ctx.lhs), visit(ctx.rhs), ContainsNode::new);
    }

    /** The terms are compared with the value, and so are weighed. */
    @Override
    public LNode visitCase_tag(Case_tagContext ctx) {
        List<@Nullable LNode> nodes = new ArrayList<>();
        LNode value = new Weighed(visit(ctx.expr()));
        nodes.add(value);
        for (When_tagContext when : ctx.when_tag()) {
            for (TermContext term : when.term()) {
                nodes.add(new Weighed(visit(term)));
            }
            nodes.add(visitBlock(when.block()));
        }
        if (ctx.else_tag() != null) {
            nodes.add(value);
            nodes.add(visitBlock(ctx.else_tag().block()));
        }
        return insertion("case", nodes);
    }

    /** The values are the name of an unnamed cycle, and so are weighed. */
    @Override
    public LNode visitCycle_tag(Cycle_tagContext ctx) {
        List<@Nullable LNode> nodes = new ArrayList<>();
        ExprContext name = ctx.cycle_group().expr();
        nodes.add(name == null ? null : new Weighed(visit(name)));
        for (ExprContext value : ctx.expr()) {
            nodes.add(new Weighed(visit(value)));
        }
        return insertion("cycle", nodes);
    }

    private LNode insertion(String name, List<? extends @Nullable LNode> nodes) {
        return new InsertionNode(Objects.requireNonNull(insertions.get(name)), nodes.toArray(LNode[]::new));
    }
}
