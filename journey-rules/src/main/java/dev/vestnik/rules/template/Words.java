package dev.vestnik.rules.template;

/** White space and the words between, in one pass. */
final class Words {
    private Words() {}

    static String withoutSpaceBefore(CharSequence text) {
        int from = 0;
        while (from < text.length() && isSpace(text.charAt(from))) {
            from++;
        }
        return text.subSequence(from, text.length()).toString();
    }

    static String withoutSpaceAfter(CharSequence text) {
        int to = text.length();
        while (to > 0 && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.subSequence(0, to).toString();
    }

    /** The first words with single spaces between, and a mark that there were more; the text as it is where there were not. */
    static String first(CharSequence text, int most, String mark) {
        StringBuilder first = new StringBuilder();
        int words = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            if (end > at && words++ == Math.max(1, most)) {
                return first + mark;
            }
            if (end > at) {
                first.append(first.isEmpty() ? "" : " ").append(text, at, end);
            }
            at = end + 1;
        }
        return text.toString();
    }

    /** The text without white space around, and with one space where there was a row of it. */
    static String squished(CharSequence text) {
        StringBuilder squished = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isSpace(c)) {
                squished.append(gap && !squished.isEmpty() ? " " : "").append(c);
            }
            gap = isSpace(c);
        }
        return squished.toString();
    }

    /** The text with something else for each line break, {@code \r\n} being one. */
    static String withBreaks(CharSequence text, String breaks) {
        StringBuilder made = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean first = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n') {
                made.append(breaks);
            } else if (!first) {
                made.append(c);
            }
        }
        return made.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
