package dev.vestnik.rules.template;

import java.util.HashSet;
import java.util.Set;
import liquid.parser.v4.LiquidParser.ExprContext;
import liquid.parser.v4.LiquidParser.Expr_termContext;
import liquid.parser.v4.LiquidParser.IndexContext;
import liquid.parser.v4.LiquidParser.LookupContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import liquid.parser.v4.LiquidParser.TermContext;
import liquid.parser.v4.LiquidParser.Term_exprContext;
import liquid.parser.v4.LiquidParser.Term_lookupContext;

/** Finds the sources of the variables written in a text; none where one is no variable of the engine's. */
final class Lookups {
    private Lookups() {}

    static Set<Source> sources(ExprContext expression, Presence known) {
        return expression instanceof Expr_termContext term ? sources(term.term(), known) : Set.of();
    }

    static Set<Source> sources(TermContext term, Presence known) {
        return switch (term) {
            case Term_lookupContext lookup -> sources(lookup.lookup(), known);
            case Term_exprContext inner -> sources(inner.expr(), known);
            default -> Set.of();
        };
    }

    static Set<Source> sources(LookupContext lookup, Presence known) {
        return followed(lookup, known, new HashSet<>());
    }

    /** The keys of all values that must be there for this one to be there. */
    static Set<String> keys(ExprContext expression, Presence known) {
        return expression instanceof Expr_termContext term && term.term() instanceof Term_lookupContext lookup
                ? keys(lookup.lookup(), known)
                : Set.of();
    }

    static Set<String> keys(LookupContext lookup, Presence known) {
        Set<String> passed = new HashSet<>();
        followed(lookup, known, passed);
        return passed;
    }

    private static Set<Source> followed(LookupContext lookup, Presence known, Set<String> passed) {
        if (!(lookup instanceof Lookup_id_indexesContext path)) {
            return Set.of();
        }
        Set<Source> found = new HashSet<>();
        for (Source root : known.root(path.id().getText())) {
            Source source = settled(root, known, passed);
            for (IndexContext index : path.index()) {
                source = settled(next(source, index), known, passed);
            }
            found.add(source);
        }
        return found;
    }

    private static Source settled(Source source, Presence known, Set<String> passed) {
        passed.add(source.key());
        return known.has(source) ? source.sure() : source;
    }

    private static Source next(Source source, IndexContext index) {
        if (index.Dot() != null) {
            return source.named(index.id2().getText());
        }
        String written = index.expr().getText();
        boolean name = written.startsWith("\"") || written.startsWith("'");
        return name
                ? source.named(written.substring(1, written.length() - 1))
                : source.element(source.key() + "[" + written + "]");
    }
}
