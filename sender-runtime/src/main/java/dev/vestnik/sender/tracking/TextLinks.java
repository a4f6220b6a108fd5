package dev.vestnik.sender.tracking;

import java.util.function.UnaryOperator;

/** Replaces the addresses that stand in a plain text. Linear in the text. */
final class TextLinks {
    /** The characters that end a sentence or a bracket around an address, and are none of its own. */
    private static final String TRAILING = ".,;:!?)»”\"'";

    private TextLinks() {}

    static String replaced(String text, UnaryOperator<String> replacement) {
        StringBuilder result = new StringBuilder(text.length());
        int written = 0;
        for (int at = next(text, 0); at >= 0; at = next(text, Math.max(at + 1, written))) {
            int end = end(text, at);
            result.append(text, written, at).append(replacement.apply(text.substring(at, end)));
            written = end;
        }
        return result.append(text, written, text.length()).toString();
    }

    private static int next(String text, int from) {
        int at = text.indexOf("http", from);
        while (at >= 0 && !text.startsWith("://", at + 4) && !text.startsWith("s://", at + 4)) {
            at = text.indexOf("http", at + 4);
        }
        return at;
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ' && "<>\u00a0".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > from && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
