package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import liqp.Insertions;
import liqp.filters.Filters;
import liqp.nodes.AtomNode;
import liqp.nodes.InsertionNode;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liqp.parser.v4.NodeVisitor;
import liquid.parser.v4.LiquidParser;
import liquid.parser.v4.LiquidParser.AtomContext;
import liquid.parser.v4.LiquidParser.Atom_othersContext;
import liquid.parser.v4.LiquidParser.BlockContext;
import liquid.parser.v4.LiquidParser.Expr_containsContext;
import liquid.parser.v4.LiquidParser.Expr_eqContext;
import liquid.parser.v4.LiquidParser.Expr_relContext;
import liquid.parser.v4.LiquidParser.Lookup_emptyContext;
import liquid.parser.v4.LiquidParser.Raw_tagContext;
import liquid.parser.v4.LiquidParser.Term_BlankContext;
import liquid.parser.v4.LiquidParser.Term_DoubleNumContext;
import liquid.parser.v4.LiquidParser.Term_EmptyContext;
import liquid.parser.v4.LiquidParser.Term_FalseContext;
import liquid.parser.v4.LiquidParser.Term_LongNumContext;
import liquid.parser.v4.LiquidParser.Term_NilContext;
import liquid.parser.v4.LiquidParser.Term_StrContext;
import liquid.parser.v4.LiquidParser.Term_TrueContext;
import org.jspecify.annotations.Nullable;

/** Makes a tree of which every part counts its work, with literals and comparisons of ours. */
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
    public Block visitBlock(BlockContext ctx) {
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
        Comparison.Operator operator = switch (ctx.op.getType()) {
            case LiquidParser.LtEq -> Comparison.Operator.LESS_OR_EQUAL;
            case LiquidParser.Lt -> Comparison.Operator.LESS;
            case LiquidParser.GtEq -> Comparison.Operator.MORE_OR_EQUAL;
            default -> Comparison.Operator.MORE;
        };
        return new Comparison(visit(ctx.lhs), operator, visit(ctx.rhs));
    }

    @Override
    public LNode visitExpr_eq(Expr_eqContext ctx) {
        boolean equal = ctx.op.getType() == LiquidParser.Eq;
        return new Comparison(
                visit(ctx.lhs), equal ? Comparison.Operator.EQUAL : Comparison.Operator.UNEQUAL, visit(ctx.rhs));
    }

    @Override
    public LNode visitExpr_contains(Expr_containsContext ctx) {
        return new Contains(visit(ctx.lhs), visit(ctx.rhs));
    }

    @Override
    public LNode visitTerm_DoubleNum(Term_DoubleNumContext ctx) {
        return new Literal(new BigDecimal(ctx.getText()), ctx.getText());
    }

    @Override
    public LNode visitTerm_LongNum(Term_LongNumContext ctx) {
        BigInteger number = new BigInteger(ctx.getText());
        boolean fits = number.bitLength() < Long.SIZE;
        return new Literal(fits ? (Object) number.longValue() : number, ctx.getText());
    }

    @Override
    public LNode visitTerm_Str(Term_StrContext ctx) {
        return Literal.quoted(ctx.getText());
    }

    @Override
    public LNode visitTerm_True(Term_TrueContext ctx) {
        return new Literal(true, ctx.getText());
    }

    @Override
    public LNode visitTerm_False(Term_FalseContext ctx) {
        return new Literal(false, ctx.getText());
    }

    @Override
    public LNode visitTerm_Nil(Term_NilContext ctx) {
        return Literal.NIL;
    }

    @Override
    public LNode visitTerm_Blank(Term_BlankContext ctx) {
        return Literal.BLANK;
    }

    @Override
    public LNode visitTerm_Empty(Term_EmptyContext ctx) {
        return Literal.EMPTY;
    }

    @Override
    public LNode visitLookup_empty(Lookup_emptyContext ctx) {
        return Literal.EMPTY;
    }

    private LNode insertion(String name, List<? extends @Nullable LNode> nodes) {
        return new InsertionNode(Objects.requireNonNull(insertions.get(name)), nodes.toArray(LNode[]::new));
    }
}
