package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.BlockContext;
import liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import liquid.parser.v4.LiquidParser.Case_tagContext;
import liquid.parser.v4.LiquidParser.Comment_tagContext;
import liquid.parser.v4.LiquidParser.Continue_tagContext;
import liquid.parser.v4.LiquidParser.Cycle_tagContext;
import liquid.parser.v4.LiquidParser.Elsif_tagContext;
import liquid.parser.v4.LiquidParser.ExprContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_attributeContext;
import liquid.parser.v4.LiquidParser.If_tagContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Param_exprContext;
import liquid.parser.v4.LiquidParser.Param_expr_exprContext;
import liquid.parser.v4.LiquidParser.Param_expr_key_valueContext;
import liquid.parser.v4.LiquidParser.Raw_tagContext;
import liquid.parser.v4.LiquidParser.Simple_tagContext;
import liquid.parser.v4.LiquidParser.Unless_tagContext;
import liquid.parser.v4.LiquidParser.When_tagContext;
import liquid.parser.v4.LiquidParserBaseVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Values that a text needs without a word on what happens where they are missing: no {@code default} filter, and no branch around them
 * that is taken only where they are there. Variables of the text's own, and of its loops, are followed to what they come from.
 */
final class UnguardedReads extends LiquidParserBaseVisitor<@Nullable Void> {
    private static final Set<String> SAME_ELEMENTS =
            Set.of("where", "reject", "sort", "sort_natural", "reverse", "uniq", "compact", "slice", "concat");
    private static final Set<String> ONE_ELEMENT = Set.of("first", "last", "find");

    private final Set<UnguardedRead> unguarded = new LinkedHashSet<>();
    private final Guards guards = new Guards(this::keys);
    private Presence known = new Presence();
    private int made;

    private UnguardedReads() {}

    static Set<UnguardedRead> in(ParseTree text) {
        UnguardedReads reads = new UnguardedReads();
        reads.visit(text);
        return Set.copyOf(reads.unguarded);
    }

    @Override
    public @Nullable Void visitOutput(OutputContext ctx) {
        need(filtered(new Value(Lookups.sources(ctx.term(), known), ctx.term().getText()), ctx.filter()));
        return null;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentContext ctx) {
        known.assign(
                ctx.id().getText(), filtered(value(ctx.expr()), ctx.filter()).sources());
        return null;
    }

    @Override
    public @Nullable Void visitCapture_tag_Id(Capture_tag_IdContext ctx) {
        visit(ctx.block());
        known.assign(ctx.id().getText(), Set.of());
        return null;
    }

    @Override
    public @Nullable Void visitCapture_tag_Str(Capture_tag_StrContext ctx) {
        String quoted = ctx.Str().getText();
        visit(ctx.block());
        known.assign(quoted.substring(1, quoted.length() - 1), Set.of());
        return null;
    }

    @Override
    public @Nullable Void visitIf_tag(If_tagContext ctx) {
        List<Presence> ends = new ArrayList<>();
        Presence otherwise = branch(ctx.expr(), ctx.block(), known, ends);
        for (Elsif_tagContext next : ctx.elsif_tag()) {
            otherwise = branch(next.expr(), next.block(), otherwise, ends);
        }
        ends.add(after(ctx.else_tag() == null ? null : ctx.else_tag().block(), otherwise));
        known.join(ends);
        return null;
    }

    /** The knowledge where the branch is not taken. */
    private Presence branch(ExprContext condition, BlockContext block, Presence before, List<Presence> ends) {
        ends.add(after(block, before.with(guards.where(condition, true))));
        return before.with(guards.where(condition, false));
    }

    @Override
    public @Nullable Void visitUnless_tag(Unless_tagContext ctx) {
        Presence taken = known.with(guards.where(ctx.expr(), false));
        Presence otherwise = known.with(guards.where(ctx.expr(), true));
        known.join(List.of(
                after(ctx.block(), taken),
                after(ctx.else_tag() == null ? null : ctx.else_tag().block(), otherwise)));
        return null;
    }

    @Override
    public @Nullable Void visitCase_tag(Case_tagContext ctx) {
        List<Presence> ends = new ArrayList<>();
        Set<String> asked = keys(ctx.expr());
        boolean nothing = false;
        for (When_tagContext when : ctx.when_tag()) {
            boolean some = when.term().stream().allMatch(term -> Guards.isLiteral(term) && !Guards.isNothing(term));
            nothing |= when.term().stream().anyMatch(Guards::isNothing);
            ends.add(after(when.block(), known.with(some ? asked : Set.of())));
        }
        ends.add(after(ctx.else_tag() == null ? null : ctx.else_tag().block(), known.with(nothing ? asked : Set.of())));
        known.join(ends);
        return null;
    }

    private Presence after(@Nullable BlockContext block, Presence before) {
        Presence outer = known;
        known = before;
        if (block != null) {
            visit(block);
        }
        known = outer;
        return before;
    }

    @Override
    public @Nullable Void visitFor_array(For_arrayContext ctx) {
        for (For_attributeContext attribute : ctx.for_attribute()) {
            if (attribute.expr() != null) {
                need(value(attribute.expr()));
            }
        }
        Presence body = known.with(Lookups.keys(ctx.lookup(), known));
        Set<Source> elements = Lookups.sources(ctx.lookup(), known).stream()
                .map(list -> list.element("#" + made++).sure())
                .collect(Collectors.toUnmodifiableSet());
        String variable = ctx.id().getText();
        Set<Source> outer = known.root(variable);
        body.assign(variable, elements);
        after(ctx.for_block().a, body);
        body.assign(variable, outer);
        Presence none = after(ctx.for_block().b, known.with(Set.of()));
        known.join(List.of(body, none, known.with(Set.of())));
        return null;
    }

    @Override
    public @Nullable Void visitCycle_tag(Cycle_tagContext ctx) {
        ctx.expr().forEach(value -> need(value(value)));
        return null;
    }

    @Override
    public @Nullable Void visitSimple_tag(Simple_tagContext ctx) {
        if (Set.of("break", "continue").contains(ctx.SimpleTagId().getText())) {
            known.leave();
        }
        return null;
    }

    @Override
    public @Nullable Void visitContinue_tag(Continue_tagContext ctx) {
        known.leave();
        return null;
    }

    @Override
    public @Nullable Void visitRaw_tag(Raw_tagContext ctx) {
        return null;
    }

    @Override
    public @Nullable Void visitComment_tag(Comment_tagContext ctx) {
        return null;
    }

    private void need(Value value) {
        value.sources().stream()
                .filter(source -> !source.isSure() && source.path().indexOf('.') > 0)
                .forEach(source -> unguarded.add(new UnguardedRead(source.path(), source.present(), value.written())));
    }

    private record Value(Set<Source> sources, String written) {}

    /** The value after filters, which need their arguments. */
    private Value filtered(Value value, List<FilterContext> filters) {
        Value made = value;
        for (FilterContext filter : filters) {
            List<Value> arguments = arguments(filter);
            String name = filter.Id().getText();
            if (name.equals("default")) {
                made = arguments.isEmpty() ? new Value(Set.of(), "") : arguments.getFirst();
            } else {
                arguments.forEach(this::need);
                made = new Value(made(name, made.sources()), made.written());
            }
        }
        return made;
    }

    private List<Value> arguments(FilterContext filter) {
        return filter.params() == null
                ? List.of()
                : filter.params().param_expr().stream()
                        .map(UnguardedReads::argument)
                        .map(this::value)
                        .toList();
    }

    private static ExprContext argument(Param_exprContext param) {
        return switch (param) {
            case Param_expr_key_valueContext named -> named.expr();
            case Param_expr_exprContext placed -> placed.expr();
            default -> throw new IllegalStateException("an argument " + param.getText());
        };
    }

    private Set<Source> made(String filter, Set<Source> sources) {
        return sources.stream()
                .map(source -> ONE_ELEMENT.contains(filter)
                        ? source.element("#" + made++)
                        : SAME_ELEMENTS.contains(filter) ? source : source.called("#" + made++))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Value value(ExprContext expression) {
        return new Value(Lookups.sources(expression, known), expression.getText());
    }

    private Set<String> keys(ExprContext expression) {
        return Lookups.keys(expression, known);
    }
}
