package dev.vestnik.rules.template;

import dev.vestnik.rules.template.LiquidScan.Kind;
import dev.vestnik.rules.template.LiquidScan.Piece;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths that a text writes out without a word on what happens where they are missing: no {@code default} filter, and no {@code if},
 * {@code unless} or {@code case} around them that looks at them.
 */
final class UnguardedReads {
    private static final Set<String> ROOTS = Set.of("event", "context", "customer", "links");
    private static final Set<String> OPEN = Set.of("if", "unless", "case");
    private static final Set<String> CLOSE = Set.of("endif", "endunless", "endcase");
    private static final Set<String> AGAIN = Set.of("elsif", "when");
    private static final Set<String> VERBATIM = Set.of("raw", "comment");
    /** Bounded by the length of a tag, and never goes back: a path is letters, digits and dots. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*+(?:\\.[A-Za-z_][A-Za-z0-9_-]*+)++");

    private static final Pattern DEFAULT = Pattern.compile("\\|\\s*+default\\b");

    private final Deque<Set<String>> guards = new ArrayDeque<>();
    private final Set<String> unguarded = new LinkedHashSet<>();
    private String verbatimUntil = "";

    private UnguardedReads() {}

    static Set<String> in(List<Piece> pieces) {
        UnguardedReads reads = new UnguardedReads();
        pieces.forEach(reads::read);
        return Set.copyOf(reads.unguarded);
    }

    private void read(Piece piece) {
        String tag = piece.tag();
        if (!verbatimUntil.isEmpty()) {
            verbatimUntil = tag.equals(verbatimUntil) ? "" : verbatimUntil;
        } else if (VERBATIM.contains(tag)) {
            verbatimUntil = "end" + tag;
        } else if (piece.kind() == Kind.OUTPUT) {
            output(piece.text());
        } else {
            guard(tag, piece.text());
        }
    }

    private void guard(String tag, String text) {
        if (OPEN.contains(tag)) {
            guards.push(paths(text));
        } else if (AGAIN.contains(tag) && !guards.isEmpty()) {
            guards.peek().addAll(paths(text));
        } else if (CLOSE.contains(tag) && !guards.isEmpty()) {
            guards.pop();
        }
    }

    private void output(String text) {
        Matcher path = PATH.matcher(text);
        boolean first =
                path.find() && text.substring(2, path.start()).replace("-", "").isBlank();
        if (first && !DEFAULT.matcher(text).find()) {
            String read = withoutSize(path.group());
            String root = read.substring(0, Math.max(0, read.indexOf('.')));
            if (ROOTS.contains(root) && guards.stream().noneMatch(guard -> covers(guard, read))) {
                unguarded.add(read);
            }
        }
    }

    private static String withoutSize(String path) {
        int dot = path.lastIndexOf('.');
        return VariableNode.OF_COLLECTIONS.contains(path.substring(dot + 1)) ? path.substring(0, dot) : path;
    }

    private static boolean covers(Set<String> guard, String read) {
        return guard.stream().anyMatch(asked -> read.equals(asked) || read.startsWith(asked + "."));
    }

    private static Set<String> paths(String text) {
        Set<String> paths = new HashSet<>();
        Matcher path = PATH.matcher(text);
        while (path.find()) {
            paths.add(path.group());
        }
        return paths;
    }
}
