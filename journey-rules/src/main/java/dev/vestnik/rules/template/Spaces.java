package dev.vestnik.rules.template;

import java.util.function.IntPredicate;

/** Tidies white space in one pass: a pattern such as {@code \s*\n\s*} looks at every space of a long row once for each of them. */
final class Spaces {
    private static final String LINE_BREAKS = "\r\n\u2028\u2029";

    private Spaces() {}

    /** Makes one space of every row of white space with a line break in it. */
    static String onOneLine(CharSequence text) {
        return rows(text, Spaces::isSpace, Spaces::joined);
    }

    private static CharSequence joined(CharSequence row) {
        for (int i = 0; i < row.length(); i++) {
            if (LINE_BREAKS.indexOf(row.charAt(i)) >= 0) {
                return " ";
            }
        }
        return row;
    }

    /** Leaves at most one empty line where there are several. */
    static String withoutEmptyLines(CharSequence text) {
        return rows(text, c -> c == '\n', row -> row.length() > 2 ? "\n\n" : row);
    }

    /** Leaves no spaces around line breaks, at most one empty line, and one space where there are several. */
    static String ofPlainText(CharSequence text) {
        return rows(text, c -> c == ' ' || c == '\t' || c == '\u00a0' || c == '\n', Spaces::tidied);
    }

    private static CharSequence tidied(CharSequence row) {
        long breaks = row.chars().filter(c -> c == '\n').count();
        boolean plain = row.chars().noneMatch(c -> c == '\u00a0');
        return breaks > 0 ? "\n".repeat((int) Math.min(breaks, 2)) : row.length() > 1 && plain ? " " : row;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u2028' || c == '\u2029';
    }

    private interface Rule {
        CharSequence of(CharSequence row);
    }

    private static String rows(CharSequence text, IntPredicate inRow, Rule rule) {
        StringBuilder tidy = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length()) {
            boolean row = inRow.test(text.charAt(from));
            int to = from + 1;
            while (to < text.length() && inRow.test(text.charAt(to)) == row) {
                to++;
            }
            CharSequence part = text.subSequence(from, to);
            tidy.append(row ? rule.of(part) : part);
            from = to;
        }
        return tidy.toString();
    }
}
