package dev.vestnik.rules.template;

/**
 * Hides long rows of white space from the parser, which looks from every space to the end of its row for a tag that takes the row away:
 * 25,000 spaces are a quarter of a minute. Every 32nd of a row is written as a character that no text has.
 */
final class Gaps {
    private static final String SPACES = " \t\r\n";
    private static final char FIRST = '\uFDD0';
    private static final int LONGEST = 32;

    private Gaps() {}

    /** Whether the text has one of the characters that are used here; Unicode has none in their place. */
    static boolean areTaken(String text) {
        return text.chars().anyMatch(c -> c >= FIRST && c < FIRST + SPACES.length());
    }

    /** The text without long rows. Rows that a tag with a dash takes away are left: the parser finds their tag at once. */
    static String opened(String text, boolean trimmedBefore, boolean trimmedAfter) {
        StringBuilder opened = new StringBuilder(text);
        int from = 0;
        int end = text.length();
        while (trimmedBefore && from < end && isSpace(text, from)) {
            from++;
        }
        while (trimmedAfter && end > from && isSpace(text, end - 1)) {
            end--;
        }
        int row = 0;
        for (int i = from; i < end; i++) {
            int space = SPACES.indexOf(text.charAt(i));
            row = space < 0 ? 0 : row + 1;
            if (row == LONGEST) {
                opened.setCharAt(i, (char) (FIRST + space));
                row = 0;
            }
        }
        return opened.toString();
    }

    private static boolean isSpace(String text, int at) {
        return SPACES.indexOf(text.charAt(at)) >= 0;
    }

    /** The text as it was. */
    static String closed(String opened) {
        StringBuilder closed = new StringBuilder(opened);
        for (int i = 0; i < opened.length(); i++) {
            int space = opened.charAt(i) - FIRST;
            if (space >= 0 && space < SPACES.length()) {
                closed.setCharAt(i, SPACES.charAt(space));
            }
        }
        return closed.toString();
    }
}
