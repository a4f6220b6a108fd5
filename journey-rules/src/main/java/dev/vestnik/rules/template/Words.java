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
            if (end > at && words++ == Math.max(0, most)) {
                return first + mark;
            }
            if (end > at) {
                first.append(first.isEmpty() ? "" : " ").append(text, at, end);
            }
            at = end + 1;
        }
        return text.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
