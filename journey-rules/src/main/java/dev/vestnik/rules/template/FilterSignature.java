package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that a filter takes beside its value.
 *
 * @param least how many arguments it must have
 * @param kinds of the arguments it may have, in their order; the last one of {@code plural} may come again
 * @param named arguments with names
 */
record FilterSignature(int least, List<ArgumentKind> kinds, Set<String> named) {
    /** The arguments: in brackets those that may be left out, with an equals sign those that have a name. */
    private static final String TABLE = """
            abs
            append text
            at_least number
            at_most number
            base64_decode
            base64_encode
            base64_url_safe_decode
            base64_url_safe_encode
            capitalize
            ceil
            compact [property]
            concat list
            date [format]
            default [any] allow_false=
            divided_by divisor
            downcase
            escape
            escape_once
            find property [any]
            find_index property [any]
            first
            floor
            h
            has property [any]
            join [text]
            last
            lstrip
            map property
            minus number
            modulo divisor
            money
            newline_to_br
            phone
            plural text [text] [text] [text] [text] [text]
            plus number
            prepend text
            raw
            reject property [any]
            remove text
            remove_first text
            remove_last text
            replace text [text]
            replace_first text [text]
            replace_last text text
            reverse
            round [digits]
            rstrip
            size
            slice whole [whole]
            sort [property]
            sort_natural [property]
            split text
            squish
            strip
            strip_html
            strip_newlines
            sum [property]
            times number
            truncate [whole] [text]
            truncatewords [whole] [text]
            uniq [property]
            upcase
            url_decode
            url_encode
            where property [any]
            """;

    private static final Map<String, FilterSignature> OF = table();

    /** Null for a filter that no text may use. */
    static @Nullable FilterSignature of(String filter) {
        return OF.get(filter);
    }

    static Set<String> filters() {
        return OF.keySet();
    }

    private static Map<String, FilterSignature> table() {
        Map<String, FilterSignature> signatures = new HashMap<>();
        TABLE.lines().map(line -> line.split(" ")).forEach(words -> signatures.put(words[0], read(words)));
        return Map.copyOf(signatures);
    }

    private static FilterSignature read(String[] words) {
        List<String> given = Arrays.stream(words).skip(1).toList();
        List<String> placed = given.stream().filter(word -> !word.endsWith("=")).toList();
        Set<String> named = Set.copyOf(given.stream()
                .filter(word -> word.endsWith("="))
                .map(word -> word.substring(0, word.length() - 1))
                .toList());
        return new FilterSignature(
                (int) placed.stream().filter(word -> !word.startsWith("[")).count(),
                placed.stream()
                        .map(word -> ArgumentKind.valueOf(
                                word.replace("[", "").replace("]", "").toUpperCase(Locale.ROOT)))
                        .toList(),
                named);
    }

    /** All that is wrong with the arguments of a call, as far as they stand in the text. */
    List<String> problems(String filter, List<LNode> arguments, Set<String> names) {
        List<String> problems = new ArrayList<>();
        String called = "the filter \"" + filter + "\"";
        if (arguments.size() < least) {
            problems.add(called + " wants " + counted(least) + ", not " + arguments.size());
        }
        if (arguments.size() > kinds.size()) {
            problems.add(called + " takes at most " + counted(kinds.size()) + ", not " + arguments.size());
        }
        names.stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> problems.add(called + " has no argument \"" + name + "\""));
        for (int i = 0; i < Math.min(arguments.size(), kinds.size()); i++) {
            String problem =
                    arguments.get(i) instanceof Literal literal ? kinds.get(i).problem(literal) : null;
            if (problem != null) {
                problems.add(called + " " + problem);
            }
        }
        return problems;
    }

    private static String counted(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }
}
