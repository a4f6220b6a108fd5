package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Liquid source cut into literal text, outputs and tags: enough to bound it before it is parsed, and to keep it through MJML.
 *
 * @param pieces as written
 * @param plain as the parser can read them
 */
record LiquidScan(
        List<Piece> pieces, List<Piece> plain, @Nullable String problem) {
    private static final int LONGEST_SOURCE = 200_000;
    private static final int LONGEST_TAG = 2_000;
    /** The longest {@code {% liquid %}}, each of whose lines is a tag. */
    private static final int LONGEST_LINES = 20_000;

    private static final int DEEPEST = 20;
    private static final int DEEPEST_BRACKETS = 8;
    private static final Pattern TAG_NAME = Pattern.compile("\\{%-?\\s*(\\w+)");
    private static final Set<String> BLOCKS =
            Set.of("if", "unless", "case", "for", "capture", "comment", "raw", "ifchanged", "tablerow");
    private static final Set<String> ENDS = Set.of(
            "endif",
            "endunless",
            "endcase",
            "endfor",
            "endcapture",
            "endcomment",
            "endraw",
            "endifchanged",
            "endtablerow");

    enum Kind {
        TEXT,
        OUTPUT,
        TAG
    }

    record Piece(Kind kind, String text) {
        /** The tag's name; empty for what is no tag. */
        String tag() {
            Matcher name = TAG_NAME.matcher(text);
            return kind == Kind.TAG && name.lookingAt() ? name.group(1) : "";
        }

        boolean trimsBefore() {
            return text.startsWith("-", 2);
        }

        boolean trimsAfter() {
            return text.startsWith("-", text.length() - 3);
        }
    }

    static LiquidScan of(String source) {
        if (source.length() > LONGEST_SOURCE) {
            return new LiquidScan(List.of(), List.of(), "is longer than " + LONGEST_SOURCE + " characters");
        }
        if (source.contains(PlainTags.RANGE)) {
            return new LiquidScan(List.of(), List.of(), "holds " + PlainTags.RANGE + ", which is a name of ours");
        }
        if (Gaps.areTaken(source)) {
            return new LiquidScan(
                    List.of(), List.of(), "holds U+FDD0 or one of its neighbours, which are no characters");
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            int start = next(source, at);
            if (start > at) {
                pieces.add(new Piece(Kind.TEXT, source.substring(at, start)));
            }
            if (start == source.length()) {
                break;
            }
            boolean output = source.charAt(start + 1) == '{';
            int longest = !output && isLines(source, start) ? LONGEST_LINES : LONGEST_TAG;
            int end = end(source, start + 2, output ? "}}" : "%}", longest);
            String problem = tagProblem(source, start, end, longest);
            if (problem != null) {
                String tag = source.substring(start, Math.min(source.length(), start + 20));
                return new LiquidScan(pieces, List.of(), line(source, start) + "\"" + tag + "…\" " + problem);
            }
            pieces.add(new Piece(output ? Kind.OUTPUT : Kind.TAG, source.substring(start, end)));
            at = end;
        }
        PlainTags.Rewritten rewritten = PlainTags.of(pieces);
        String deep = tooDeep(rewritten.pieces()) ? "is nested deeper than " + DEEPEST : null;
        return new LiquidScan(pieces, rewritten.pieces(), rewritten.problem() == null ? deep : rewritten.problem());
    }

    /** The problem that makes one tag unfit for the parser; null where it is fit. */
    static @Nullable String problem(String tag) {
        return tagProblem(tag, 0, tag.length(), LONGEST_TAG);
    }

    private static boolean isLines(String source, int start) {
        Matcher name = TAG_NAME.matcher(source).region(start, source.length());
        return name.lookingAt() && name.group(1).equals("liquid");
    }

    private static @Nullable String tagProblem(String source, int start, int end, int longest) {
        if (end < 0 || end - start > longest) {
            return end < 0 ? "is not closed" : "is longer than " + longest + " characters";
        }
        return brackets(source, start + 2, end - 2) > DEEPEST_BRACKETS
                ? "has brackets nested deeper than " + DEEPEST_BRACKETS
                : null;
    }

    private static int next(String source, int from) {
        for (int i = from; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && (source.charAt(i + 1) == '{' || source.charAt(i + 1) == '%')) {
                return i;
            }
        }
        return source.length();
    }

    /** The place past the closing brackets that stand in no quotes; -1 where there are none. */
    private static int end(String source, int from, String closing, int longest) {
        char quote = 0;
        int limit = Math.min(source.length(), from + longest);
        for (int i = from; i < limit; i++) {
            char c = source.charAt(i);
            if (quote == 0 && source.startsWith(closing, i)) {
                return i + 2;
            }
            quote = quoted(quote, c);
        }
        int plain = source.indexOf(closing, from);
        return plain < 0 ? -1 : plain + 2;
    }

    /** The quote that is open after this character; 0 where none is. */
    static char quoted(char quote, char c) {
        boolean opens = quote == 0 && (c == '"' || c == '\'');
        return opens ? c : c == quote ? 0 : quote;
    }

    /** The depth of brackets. The parser's work for brackets that stay open doubles with each. */
    private static int brackets(String source, int from, int to) {
        int depth = 0;
        int deepest = 0;
        char quote = 0;
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            quote = quoted(quote, c);
            boolean opens = quote == 0 && (c == '(' || c == '[');
            boolean closes = quote == 0 && (c == ')' || c == ']');
            depth = Math.max(0, depth + (opens ? 1 : closes ? -1 : 0));
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static String line(String source, int offset) {
        return "line "
                + (source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1) + ": ";
    }

    /** Counts no tag inside a raw or a comment. */
    private static boolean tooDeep(List<Piece> pieces) {
        int depth = 0;
        int deepest = 0;
        String until = "";
        for (Piece piece : pieces) {
            String tag = piece.tag();
            boolean here = until.isEmpty() || (tag.equals(until) && !piece.trimsBefore());
            if (here) {
                until = tag.equals("raw") || tag.equals("comment") ? "end" + tag : "";
                depth = Math.max(0, depth + (BLOCKS.contains(tag) ? 1 : ENDS.contains(tag) ? -1 : 0));
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest > DEEPEST;
    }

    /** The source as the parser can read it: {@link Gaps}. */
    String source() {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < plain.size(); i++) {
            Piece piece = plain.get(i);
            boolean trimmedBefore = i > 0 && plain.get(i - 1).trimsAfter();
            boolean trimmedAfter = i + 1 < plain.size() && plain.get(i + 1).trimsBefore();
            source.append(
                    piece.kind() == Kind.TEXT ? Gaps.opened(piece.text(), trimmedBefore, trimmedAfter) : piece.text());
        }
        return source.toString();
    }

    /** A sample of the rendered text, for its length: the longest of alternatives, 20 letters for every value. */
    String sample() {
        return Sample.of(plain);
    }
}
