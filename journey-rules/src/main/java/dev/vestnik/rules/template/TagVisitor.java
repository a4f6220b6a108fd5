package dev.vestnik.rules.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liqp.Insertions;
import liqp.filters.Filters;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import liquid.parser.v4.LiquidParser.Case_tagContext;
import liquid.parser.v4.LiquidParser.Continue_tagContext;
import liquid.parser.v4.LiquidParser.Cycle_tagContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_attributeContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.Simple_tagContext;
import liquid.parser.v4.LiquidParser.TermContext;
import liquid.parser.v4.LiquidParser.When_tagContext;

/** Makes the tags, and notes which variables they make. */
class TagVisitor extends CountingVisitor {
    private final boolean html;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> locals = new LinkedHashSet<>();
    /** The variables of the loops that are open. */
    private final Deque<String> loops = new ArrayDeque<>();

    TagVisitor(Insertions insertions, Filters filters, boolean html) {
        super(insertions, filters);
        this.html = html;
    }

    boolean isHtml() {
        return html;
    }

    Set<String> problems() {
        return problems;
    }

    void problem(String problem) {
        problems.add(problem);
    }

    /** The variables that the text itself makes, but for those of loops. */
    Set<String> locals() {
        return locals;
    }

    /** Whether a loop that is open has it. */
    boolean isOfLoop(String variable) {
        return loops.contains(variable) || !loops.isEmpty() && variable.equals("forloop");
    }

    @Override
    public LNode visitFor_array(For_arrayContext ctx) {
        Loop.Window window = window(ctx.for_attribute(), ctx.Reversed() != null);
        LNode list = visit(ctx.lookup());
        String variable = ctx.id().getText();
        loops.push(variable);
        Block body = visitBlock(ctx.for_block().a);
        loops.pop();
        Block otherwise = ctx.for_block().Else() == null ? null : visitBlock(ctx.for_block().b);
        return new Loop(variable, variable + "-" + list, list, window, body, otherwise);
    }

    /** Ranges are written as lists before the text is parsed: {@link PlainTags}. */
    @Override
    public LNode visitFor_range(For_rangeContext ctx) {
        throw new IllegalStateException("a range in " + ctx.getText());
    }

    private Loop.Window window(List<For_attributeContext> attributes, boolean reversed) {
        LNode offset = null;
        LNode limit = null;
        boolean continued = false;
        for (For_attributeContext attribute : attributes) {
            boolean start = attribute.Offset() != null;
            LNode value = attribute.expr() == null ? null : checked(visit(attribute.expr()));
            if (start) {
                continued = attribute.Continue() != null;
                offset = value;
            } else if (attribute.Id().getText().equals("limit")) {
                limit = value;
            } else {
                problem("{% for %} has no \"" + attribute.Id().getText() + "\": limit, offset or reversed");
            }
        }
        return new Loop.Window(offset, limit, continued, reversed);
    }

    private LNode checked(LNode number) {
        String problem = number instanceof Literal literal ? ArgumentKind.WHOLE.problem(literal) : null;
        if (problem != null) {
            problem("{% for %} " + problem);
        }
        return number;
    }

    @Override
    public LNode visitSimple_tag(Simple_tagContext ctx) {
        String tag = ctx.SimpleTagId().getText();
        String written = ctx.other_tag_parameters() == null
                ? ""
                : ctx.other_tag_parameters().getText();
        return switch (tag) {
            case "increment" -> counter(tag, written, 1);
            case "decrement" -> counter(tag, written, -1);
            case "break" -> leaving(tag, written, Run.Leaving.LOOP);
            case "continue" -> leaving(tag, written, Run.Leaving.TURN);
            default -> throw new IllegalArgumentException("there is no tag \"" + tag + "\"");
        };
    }

    @Override
    public LNode visitContinue_tag(Continue_tagContext ctx) {
        return leaving("continue", "", Run.Leaving.TURN);
    }

    private LNode counter(String tag, String name, int step) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
            problem("{% " + tag + " %} wants the name of a counter");
        }
        return new CounterNode(name, step);
    }

    private LNode leaving(String tag, String written, Run.Leaving leaving) {
        if (loops.isEmpty()) {
            problem("{% " + tag + " %} is in no loop");
        }
        if (!written.isEmpty()) {
            problem("{% " + tag + " %} takes nothing");
        }
        return new LeaveNode(leaving);
    }

    @Override
    public LNode visitCase_tag(Case_tagContext ctx) {
        List<CaseNode.Branch> branches = new ArrayList<>();
        LNode value = visit(ctx.expr());
        for (When_tagContext when : ctx.when_tag()) {
            List<LNode> values = new ArrayList<>();
            for (TermContext term : when.term()) {
                values.add(visit(term));
            }
            branches.add(new CaseNode.Branch(values, visitBlock(when.block())));
        }
        Block otherwise =
                ctx.else_tag() == null ? null : visitBlock(ctx.else_tag().block());
        return new CaseNode(value, branches, otherwise);
    }

    @Override
    public LNode visitCycle_tag(Cycle_tagContext ctx) {
        LNode name = ctx.cycle_group().expr() == null
                ? null
                : new Weighed(visit(ctx.cycle_group().expr()));
        List<OutputNode> values = ctx.expr().stream()
                .map(value -> new OutputNode(visit(value), value.getText(), List.of(), html))
                .toList();
        String written = String.join(
                ",", ctx.expr().stream().map(ParserRuleContext::getText).toList());
        return new CycleNode(name, written, values);
    }

    @Override
    public LNode visitAssignment(AssignmentContext ctx) {
        locals.add(ctx.id().getText());
        return super.visitAssignment(ctx);
    }

    @Override
    public LNode visitCapture_tag_Id(Capture_tag_IdContext ctx) {
        return captured(ctx.id().getText(), visitBlock(ctx.block()));
    }

    @Override
    public LNode visitCapture_tag_Str(Capture_tag_StrContext ctx) {
        String quoted = ctx.Str().getText();
        return captured(quoted.substring(1, quoted.length() - 1), visitBlock(ctx.block()));
    }

    private LNode captured(String name, Block body) {
        locals.add(name);
        return new CaptureNode(name, body, html);
    }
}
