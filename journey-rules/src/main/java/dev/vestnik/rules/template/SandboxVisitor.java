package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liqp.Insertions;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.Include_relative_tagContext;
import liquid.parser.v4.LiquidParser.Include_tagContext;
import liquid.parser.v4.LiquidParser.Lookup_IdContext;
import liquid.parser.v4.LiquidParser.Lookup_StrContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Param_exprContext;

/**
 * Makes a tree that many threads can render (the library's own lookups and templates keep the values of the last rendering), in which
 * every output and filter looks after missing values and limits; notes what the text reads.
 */
final class SandboxVisitor extends CountingVisitor {
    private static final Set<String> READ = Set.of("event", "context", "customer");
    private static final Set<String> SELF_ESCAPING = Set.of("raw", "escape", "escape_once", "h");

    private final Filters known;
    private final boolean html;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> roots = new LinkedHashSet<>();
    private final Set<String> locals = new LinkedHashSet<>(Set.of("forloop"));
    private final Set<String> reads = new LinkedHashSet<>();

    SandboxVisitor(Insertions insertions, Filters filters, boolean html) {
        super(insertions, filters);
        this.known = filters;
        this.html = html;
    }

    Set<String> problems() {
        return problems;
    }

    /** The variables that are read, local ones too. */
    Set<String> roots() {
        return roots;
    }

    /** The variables that the text itself makes. */
    Set<String> locals() {
        return locals;
    }

    /** Paths in what the engine gives, but for those that start in a variable of the text's own. */
    Set<String> reads() {
        return reads.stream()
                .filter(path -> !locals.contains(path.substring(0, path.indexOf('.'))))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public LNode visitOutput(OutputContext ctx) {
        List<CheckedFilter> filters = new ArrayList<>();
        for (FilterContext filter : ctx.filter()) {
            filters.add(visitFilter(filter));
        }
        String written = ctx.term().getText();
        boolean dated = filters.stream().anyMatch(filter -> filter.isCalled("date"));
        if (dated && DateFilter.isClock(unquoted(written))) {
            problems.add("\"now\" is not known when a text is made: use an instant of the event");
        }
        boolean escape = html
                && (filters.isEmpty()
                        || !SELF_ESCAPING.contains(filters.getLast().name()));
        return new OutputNode(visit(ctx.term()), written, filters, escape);
    }

    private static String unquoted(String written) {
        boolean quoted = written.length() > 1 && "\"'".indexOf(written.charAt(0)) >= 0;
        return quoted ? written.substring(1, written.length() - 1) : written;
    }

    @Override
    public CheckedFilter visitFilter(FilterContext ctx) {
        String name = ctx.Id().getText();
        Filter filter = known.get(name);
        if (filter == null) {
            List<String> names = known.values().stream().map(Filter::getName).toList();
            problems.add("there is no filter \"" + name + "\"" + Nearest.hint(name, names));
            filter = new RawFilter();
        }
        CheckedFilter node = new CheckedFilter(ctx, name, filter);
        if (ctx.params() != null) {
            for (Param_exprContext param : ctx.params().param_expr()) {
                node.add(visit(param));
            }
        }
        return node;
    }

    @Override
    public LookupNode visitLookup_id_indexes(Lookup_id_indexesContext ctx) {
        String root = ctx.id().getText();
        roots.add(root);
        List<VariableNode.Part> parts = new ArrayList<>();
        ctx.index()
                .forEach(index -> parts.add(
                        index.Dot() == null
                                ? new VariableNode.Position(visit(index.expr()))
                                : new VariableNode.Name(index.id2().getText())));
        noteRead(root, parts);
        boolean iterated = ctx.getParent() instanceof For_arrayContext;
        return new VariableNode(root, ctx.getText(), parts, iterated);
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
        problems.add(written + " is not supported: write the variable's name");
        return new VariableNode(written, written, List.of(), false);
    }

    @Override
    public LNode visitFor_array(For_arrayContext ctx) {
        locals.add(ctx.id().getText());
        return super.visitFor_array(ctx);
    }

    @Override
    public LNode visitFor_range(For_rangeContext ctx) {
        locals.add(ctx.id().getText());
        return super.visitFor_range(ctx);
    }

    @Override
    public LNode visitAssignment(AssignmentContext ctx) {
        locals.add(ctx.id().getText());
        return super.visitAssignment(ctx);
    }

    @Override
    public LNode visitCapture_tag_Id(Capture_tag_IdContext ctx) {
        locals.add(ctx.id().getText());
        return super.visitCapture_tag_Id(ctx);
    }

    @Override
    public LNode visitCapture_tag_Str(Capture_tag_StrContext ctx) {
        locals.add(ctx.Str().getText().substring(1, ctx.Str().getText().length() - 1));
        return super.visitCapture_tag_Str(ctx);
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
