package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import liqp.Insertions;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Expr_relContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.Include_relative_tagContext;
import liquid.parser.v4.LiquidParser.Include_tagContext;
import liquid.parser.v4.LiquidParser.IndexContext;
import liquid.parser.v4.LiquidParser.Lookup_IdContext;
import liquid.parser.v4.LiquidParser.Lookup_StrContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Param_exprContext;
import liquid.parser.v4.LiquidParser.Param_expr_exprContext;
import liquid.parser.v4.LiquidParser.Param_expr_key_valueContext;

/**
 * Makes a tree that many threads can render (the library's own lookups and templates keep the values of the last rendering), in which
 * every output and filter looks after missing values and limits; notes what the text reads, and what would fail whatever the values are.
 */
final class SandboxVisitor extends TagVisitor {
    private static final Set<String> READ = Set.of("event", "context", "customer");
    private static final Set<String> SELF_ESCAPING = Set.of("raw", "escape", "escape_once", "h");
    private static final String BREAKS = "newline_to_br";

    private final Filters known;
    private final Constants constants;
    private final Set<String> roots = new LinkedHashSet<>();
    private final Set<String> reads = new LinkedHashSet<>();

    SandboxVisitor(Insertions insertions, Filters filters, boolean html, Constants constants) {
        super(insertions, filters, html);
        this.known = filters;
        this.constants = constants;
    }

    /** The variables that are read and are of no loop. */
    Set<String> roots() {
        return roots;
    }

    /** Paths in what the engine gives, but for those that start in a variable of the text's own. */
    Set<String> reads() {
        return reads.stream()
                .filter(path -> !locals().contains(path.substring(0, path.indexOf('.'))))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public LNode visitOutput(OutputContext ctx) {
        List<CheckedFilter> filters = filters(ctx.filter());
        LNode term = visit(ctx.term());
        OutputNode output = new OutputNode(term, ctx.term().getText(), filters, isHtml() && !escapesItself(filters));
        checkConstant(term, filters, output);
        return output;
    }

    /** Escapes what line breaks are put into, so that the breaks are not escaped. */
    private List<CheckedFilter> filters(List<FilterContext> contexts) {
        List<CheckedFilter> filters = new ArrayList<>();
        contexts.forEach(context -> filters.add(visitFilter(context)));
        boolean breaks = isHtml() && !filters.isEmpty() && filters.getLast().isCalled(BREAKS);
        if (breaks && filters.stream().noneMatch(filter -> SELF_ESCAPING.contains(filter.name()))) {
            FilterContext last = contexts.getLast();
            filters.add(
                    filters.size() - 1, new CheckedFilter(last, "escape", Objects.requireNonNull(known.get("escape"))));
        }
        return filters;
    }

    private static boolean escapesItself(List<CheckedFilter> filters) {
        return !filters.isEmpty()
                && (SELF_ESCAPING.contains(filters.getLast().name())
                        || filters.getLast().isCalled(BREAKS));
    }

    private void checkConstant(LNode term, List<CheckedFilter> filters, LNode rendered) {
        boolean constant = term instanceof Literal && filters.stream().allMatch(CheckedFilter::isConstant);
        String problem = constant && problems().isEmpty() ? constants.problem(rendered) : null;
        if (problem != null) {
            problem(problem);
        }
    }

    @Override
    public LNode visitAssignment(AssignmentContext ctx) {
        LNode value = visit(ctx.expr());
        List<CheckedFilter> filters =
                ctx.filter().stream().map(this::visitFilter).toList();
        checkConstant(value, filters, context -> {
            Object made = value.render(context);
            for (CheckedFilter filter : filters) {
                made = filter.apply(made, context);
            }
            return Objects.requireNonNullElse(made, "");
        });
        return super.visitAssignment(ctx);
    }

    @Override
    public CheckedFilter visitFilter(FilterContext ctx) {
        String name = ctx.Id().getText();
        Filter filter = known.get(name);
        if (filter == null) {
            List<String> names = known.values().stream().map(Filter::getName).toList();
            problem("there is no filter \"" + name + "\"" + Nearest.hint(name, names));
            filter = new RawFilter();
        }
        CheckedFilter node = new CheckedFilter(ctx, name, filter);
        if (ctx.params() != null) {
            ctx.params().param_expr().forEach(param -> add(node, param));
        }
        node.problems().forEach(this::problem);
        return node;
    }

    private void add(CheckedFilter filter, Param_exprContext param) {
        switch (param) {
            case Param_expr_key_valueContext named -> filter.add(named.id2().getText(), visit(named.expr()));
            case Param_expr_exprContext placed -> filter.add(visit(placed.expr()));
            default -> throw new IllegalStateException("an argument " + param.getText());
        }
    }

    @Override
    public LNode visitExpr_rel(Expr_relContext ctx) {
        Comparison comparison = (Comparison) super.visitExpr_rel(ctx);
        for (LNode side : List.of(comparison.left(), comparison.right())) {
            if (side instanceof Literal literal && !isOrdered(literal)) {
                problem(literal + " is neither more nor less than anything: " + ctx.getText());
            }
        }
        boolean constant = comparison.left() instanceof Literal && comparison.right() instanceof Literal;
        String problem = constant ? constants.problem(comparison) : null;
        if (problem != null) {
            problem(problem);
        }
        return comparison;
    }

    private static boolean isOrdered(Literal literal) {
        return !literal.isBlank()
                && !literal.isEmpty()
                && (literal.value() instanceof Number || literal.value() instanceof String);
    }

    @Override
    public LookupNode visitLookup_id_indexes(Lookup_id_indexesContext ctx) {
        String root = ctx.id().getText();
        if (root.equals(PlainTags.RANGE)) {
            return range(ctx.index());
        }
        if (!isOfLoop(root)) {
            roots.add(root);
        }
        List<VariableNode.Part> parts = new ArrayList<>();
        ctx.index()
                .forEach(index -> parts.add(
                        index.Dot() == null
                                ? position(visit(index.expr()))
                                : new VariableNode.Name(index.id2().getText())));
        noteRead(root, parts);
        checkLoop(root, parts);
        boolean iterated = ctx.getParent() instanceof For_arrayContext;
        return new VariableNode(root, ctx.getText(), parts, iterated);
    }

    /** {@code event["number"]} is {@code event.number}. */
    private static VariableNode.Part position(LNode written) {
        return written instanceof Literal literal && literal.value() instanceof String name
                ? new VariableNode.Name(name)
                : new VariableNode.Position(written);
    }

    private RangeNode range(List<IndexContext> ends) {
        RangeNode range = new RangeNode(
                visit(ends.getFirst().expr()), visit(ends.getLast().expr()));
        String problem = range.problem();
        if (problem != null) {
            problem(problem);
        }
        return range;
    }

    private void checkLoop(String root, List<VariableNode.Part> parts) {
        boolean field = root.equals("forloop") && !parts.isEmpty();
        if (field && parts.getFirst() instanceof VariableNode.Name(var name) && !ForLoop.FIELDS.contains(name)) {
            problem("there is no forloop." + name + Nearest.hint(name, ForLoop.FIELDS));
        }
    }

    private void noteRead(String root, List<VariableNode.Part> parts) {
        StringBuilder path = new StringBuilder(root);
        for (VariableNode.Part part : parts) {
            if (!(part instanceof VariableNode.Name(String name)) || VariableNode.OF_COLLECTIONS.contains(name)) {
                break;
            }
            path.append('.').append(name);
        }
        if (READ.contains(root)
                && path.length() > root.length()
                && !path.toString().startsWith("event.extra")) {
            reads.add(path.toString());
        }
    }

    @Override
    public LookupNode visitLookup_Str(Lookup_StrContext ctx) {
        return refused(ctx.getText());
    }

    @Override
    public LookupNode visitLookup_Id(Lookup_IdContext ctx) {
        return refused(ctx.getText());
    }

    private LookupNode refused(String written) {
        problem(written + " is not supported: write the variable's name");
        return new VariableNode(written, written, List.of(), false);
    }

    @Override
    public LNode visitInclude_tag(Include_tagContext ctx) {
        throw new IllegalArgumentException("{% include %} is not supported: a template is one document");
    }

    @Override
    public LNode visitInclude_relative_tag(Include_relative_tagContext ctx) {
        throw new IllegalArgumentException("{% include_relative %} is not supported: a template is one document");
    }
}
