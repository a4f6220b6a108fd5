package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liqp.Insertion;
import liqp.Insertions;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;

/** Liquid in a sandbox: no files, no clock, no growth without bound; thread-safe. */
final class LiquidCompiler {
    static final List<String> VARIABLES =
            List.of("customer", "event", "context", "shop", "journey", "links", "merged", "now");
    private static final int MOST_ITERATIONS = 2_000;
    private static final Set<String> TAGS = Set.of(
            "assign",
            "break",
            "capture",
            "case",
            "comment",
            "continue",
            "cycle",
            "decrement",
            "echo",
            "for",
            "if",
            "ifchanged",
            "increment",
            "liquid",
            "raw",
            "unless");
    private final TemplateParser parser;
    private final Filters filters;
    private final Insertions insertions;
    private final Formats formats = new Formats();

    LiquidCompiler() {
        this.parser = new TemplateParser.Builder()
                .withFlavor(Flavor.LIQUID)
                .withErrorMode(TemplateParser.ErrorMode.STRICT)
                .withMaxIterations(MOST_ITERATIONS)
                .withNameResolver(name -> {
                    throw new LiquidException("files cannot be included", 0, 0, null);
                })
                .withRenderTransformer(new BoundedText())
                .build();
        List<Filter> known = new ArrayList<>(
                List.of(new MoneyFilter(), new DateFilter(), new PluralFilter(), new PhoneFilter(), new RawFilter()));
        known.addAll(TextFilter.all());
        known.addAll(NumberFilter.all());
        known.addAll(ListFilter.all());
        known.addAll(ValueFilter.all());
        this.filters = Filters.of(known);
        List<Insertion> tags = parser.insertions.values().stream()
                .filter(insertion -> TAGS.contains(insertion.getName()))
                .toList();
        this.insertions = Insertions.of(tags);
    }

    /** Every filter that a text may use, by name. */
    Filters filters() {
        return filters;
    }

    /** Every tag that a text may use. */
    static Set<String> tags() {
        return TAGS;
    }

    /** Null, and faults, where it cannot be compiled; warns of what may be missing when it is sent. */
    @Nullable
    LiquidText compile(Place place, String source, Locale locale, Writing writing) {
        LiquidText text = quietly(place, source, locale, writing);
        if (text != null) {
            warn(place, text.unguarded());
        }
        return text;
    }

    /** The same without warnings. */
    @Nullable
    LiquidText quietly(Place place, String source, Locale locale, Writing writing) {
        LiquidScan scan = LiquidScan.of(source);
        if (scan.problem() != null) {
            place.fault(scan.problem());
            return null;
        }
        SandboxVisitor visitor = new SandboxVisitor(
                insertions, filters, writing == Writing.HTML, new Constants(parser, formats, locale));
        Parsed parsed = parsed(place, scan.source(), visitor);
        visitor.problems().forEach(place::fault);
        boolean sound = parsed != null
                & checkVariables(place, visitor)
                & visitor.problems().isEmpty();
        if (!sound || parsed == null) {
            return null;
        }
        LiquidText.Style style = new LiquidText.Style(parser, formats, locale, writing);
        LiquidText.Reads reads = new LiquidText.Reads(visitor.roots(), visitor.reads(), parsed.unguarded());
        return new LiquidText(parsed.root(), style, reads, scan);
    }

    /** Warns of unguarded reads of the customer's fields, which are the same in every template. */
    private static void warn(Place place, Set<UnguardedRead> unguarded) {
        unguarded.stream()
                .filter(read -> read.path().startsWith("customer."))
                .sorted()
                .forEach(read -> place.warn(
                        read.written() + " may be absent: the message is not sent then", read.remedy(read.written())));
    }

    private record Parsed(LNode root, Set<UnguardedRead> unguarded) {}

    private @Nullable Parsed parsed(Place place, String source, SandboxVisitor visitor) {
        try {
            ParseTree tree = parser.parse(source).getParseTree();
            return new Parsed(visitor.visit(tree), UnguardedReads.in(tree));
        } catch (RuntimeException | StackOverflowError e) {
            place.fault(said(e));
            return null;
        }
    }

    /** The words of the parser and of our visitor are about the text; those of any other failure are about the machine. */
    private static String said(Throwable e) {
        boolean ofText = e instanceof LiquidException || e instanceof IllegalArgumentException;
        String message = !ofText || e.getMessage() == null
                ? "cannot be parsed"
                : e.getMessage().lines().findFirst().orElse("cannot be parsed");
        return message.length() > 200 ? message.substring(0, 200) + "…" : message;
    }

    private static boolean checkVariables(Place place, SandboxVisitor visitor) {
        List<String> unknown = visitor.roots().stream()
                .filter(root -> !VARIABLES.contains(root) && !visitor.locals().contains(root))
                .toList();
        unknown.forEach(root -> place.fault("there is no variable \"" + root + "\"" + Nearest.hint(root, VARIABLES)));
        return unknown.isEmpty();
    }
}
