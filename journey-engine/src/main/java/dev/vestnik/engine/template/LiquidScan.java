package dev.vestnik.engine.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Liquid source cut into literal text, outputs and tags: enough to bound it before it is parsed, and to keep it through MJML. */
record LiquidScan(List<Piece> pieces, @Nullable String problem) {
    private static final int LONGEST_SOURCE = 200_000;
    private static final int LONGEST_TAG = 2_000;
    private static final int DEEPEST = 20;
    private static final String VALUE = "x".repeat(20);
    private static final Pattern TAG_NAME = Pattern.compile("\\{%-?\\s*(\\w+)");
    private static final Set<String> BLOCKS =
            Set.of("if", "unless", "case", "for", "capture", "comment", "raw", "ifchanged", "tablerow");

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
    }

    static LiquidScan of(String source) {
        if (source.length() > LONGEST_SOURCE) {
            return new LiquidScan(List.of(), "is longer than " + LONGEST_SOURCE + " characters");
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
            int end = end(source, start + 2, output ? "}}" : "%}");
            if (end < 0 || end - start > LONGEST_TAG) {
                String tag = source.substring(start, Math.min(source.length(), start + 20));
                return new LiquidScan(
                        pieces,
                        line(source, start) + "\"" + tag + "…\" "
                                + (end < 0 ? "is not closed" : "is longer than " + LONGEST_TAG + " characters"));
            }
            pieces.add(new Piece(output ? Kind.OUTPUT : Kind.TAG, source.substring(start, end)));
            at = end;
        }
        return new LiquidScan(pieces, tooDeep(pieces) ? "is nested deeper than " + DEEPEST : null);
    }

    private static int next(String source, int from) {
        for (int i = from; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && (source.charAt(i + 1) == '{' || source.charAt(i + 1) == '%')) {
                return i;
            }
        }
        return source.length();
    }

    /** Past the closing brackets that stand in no quotes; -1 where there are none. */
    private static int end(String source, int from, String closing) {
        char quote = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quote == 0 && source.startsWith(closing, i)) {
                return i + 2;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        int plain = source.indexOf(closing, from);
        return plain < 0 ? -1 : plain + 2;
    }

    private static String line(String source, int offset) {
        return "line "
                + (source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1) + ": ";
    }

    private static boolean tooDeep(List<Piece> pieces) {
        int depth = 0;
        int deepest = 0;
        for (Piece piece : pieces) {
            depth += BLOCKS.contains(piece.tag()) ? 1 : piece.tag().startsWith("end") ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest > DEEPEST;
    }

    /** What may come out, for its length: the longest of alternatives, 20 letters for every value. */
    String sample() {
        Deque<StringBuilder> open = new ArrayDeque<>(List.of(new StringBuilder()));
        Deque<String> longest = new ArrayDeque<>();
        for (Piece piece : pieces) {
            StringBuilder here = open.getLast();
            switch (piece.kind()) {
                case TEXT -> here.append(piece.text());
                case OUTPUT -> here.append(VALUE);
                case TAG -> branch(piece.tag(), open, longest);
            }
        }
        StringBuilder all = new StringBuilder();
        open.forEach(all::append);
        return all.toString();
    }

    private static void branch(String tag, Deque<StringBuilder> open, Deque<String> longest) {
        switch (tag) {
            case "if", "unless", "case" -> {
                open.addLast(new StringBuilder());
                longest.addLast("");
            }
            case "elsif", "else", "when" -> {
                if (!longest.isEmpty()) {
                    longest.addLast(longer(longest.removeLast(), open.removeLast()));
                    open.addLast(new StringBuilder());
                }
            }
            case "endif", "endunless", "endcase" -> {
                if (!longest.isEmpty()) {
                    String chosen = longer(longest.removeLast(), open.removeLast());
                    open.getLast().append(chosen);
                }
            }
            default -> {}
        }
    }

    private static String longer(String one, StringBuilder other) {
        return one.length() >= other.length() ? one : other.toString();
    }
}
