package dev.vestnik.rules.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntPredicate;

/** Characters that no text is made of (C0, C1, DEL), and those that turn the direction of writing; one pass each. */
final class ControlCharacters {
    private static final char POP_DIRECTION = '\u202c';
    private static final char POP_ISOLATE = '\u2069';

    private ControlCharacters() {}

    /** The text without control characters other than tabs and line breaks. */
    static String removed(String text) {
        int from = first(text, ControlCharacters::isControl);
        if (from == text.length()) {
            return text;
        }
        StringBuilder left = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            if (!isControl(text.charAt(i))) {
                left.append(text.charAt(i));
            }
        }
        return left.toString();
    }

    private static int first(String text, IntPredicate what) {
        int at = 0;
        while (at < text.length() && !what.test(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0;
    }

    /**
     * The text with all that turns the direction ended at its end, and nothing ended that did not begin in it: a name that turns its
     * letters around leaves those after it as they are.
     */
    static String balanced(String text) {
        if (first(text, ControlCharacters::isDirection) == text.length()) {
            return text;
        }
        Balance balance = new Balance(new StringBuilder(text.length() + 8));
        text.chars().forEach(c -> balance.add((char) c));
        return balance.ended();
    }

    private static boolean isDirection(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /** A text being balanced, with its open formatting characters, the innermost first. */
    private static final class Balance {
        private final StringBuilder text;
        private final Deque<Character> open = new ArrayDeque<>();
        private int isolates;

        Balance(StringBuilder text) {
            this.text = text;
        }

        void add(char c) {
            switch (c) {
                case POP_DIRECTION -> {
                    if (!open.isEmpty() && open.element() == POP_DIRECTION) {
                        close(c);
                    }
                }
                case POP_ISOLATE -> {
                    if (isolates > 0) {
                        close(c);
                    }
                }
                default -> open(c);
            }
        }

        private void open(char c) {
            text.append(c);
            if (isDirection(c)) {
                boolean isolate = c > POP_DIRECTION + 2;
                open.push(isolate ? POP_ISOLATE : POP_DIRECTION);
                isolates += isolate ? 1 : 0;
            }
        }

        /** An end of an isolate ends what was turned in it as well; the end of a turn does not reach out of its isolate. */
        private void close(char c) {
            char closed;
            do {
                closed = open.pop();
                isolates -= closed == POP_ISOLATE ? 1 : 0;
                text.append(closed);
            } while (closed != c);
        }

        String ended() {
            open.forEach(text::append);
            return text.toString();
        }
    }
}
