package dev.vestnik.rules.condition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The depth of an expression's tree, told from its text: reading, checking and evaluating call themselves for each level.
 * {@code a.b + c} is as deep as it has operators and dots, {@code &&} and {@code ||} make flat trees. Not thread-safe.
 */
final class ExpressionShape {
    private static final int DEEPEST = 150;
    private static final int PER_BRACKET = 5;
    private static final int MOST_CHOICES = 30;

    private final String source;
    /** Operators in a row, by open bracket. */
    private final Deque<Integer> rows = new ArrayDeque<>();

    private int at;
    private int row;
    private int depth;
    private int deepest;
    private int choices;

    private ExpressionShape(String source) {
        this.source = source;
    }

    /** The problem of an expression's shape; empty where there is none. */
    static Optional<String> problem(String source) {
        ExpressionShape shape = new ExpressionShape(source);
        while (shape.at < source.length()) {
            shape.read();
        }
        return shape.deepest > DEEPEST || shape.choices > MOST_CHOICES
                ? Optional.of("has more than " + DEEPEST + " operators, fields or brackets in one another: split it")
                : Optional.empty();
    }

    private void read() {
        char c = source.charAt(at);
        switch (c) {
            case '"', '\'' -> text(c);
            case '(', '[', '{' -> open();
            case ')', ']', '}' -> close();
            case '?' -> {
                choices++;
                part();
            }
            case ',', ':' -> part();
            case '&', '|' -> part();
            case '/' -> slash();
            case '.', '+', '-', '*', '%', '!', '<', '>', '=' -> operator();
            default -> word(c);
        }
        deepest = Math.max(deepest, depth + row);
        at++;
    }

    private void operator() {
        row++;
    }

    private void part() {
        row = 0;
    }

    private void open() {
        rows.push(row);
        depth += row + PER_BRACKET;
        row = 0;
    }

    private void close() {
        if (!rows.isEmpty()) {
            int before = rows.pop();
            depth -= before + PER_BRACKET;
            row = before + 1;
        }
    }

    /** A comment goes to the end of its line. */
    private void slash() {
        if (source.startsWith("//", at)) {
            int end = source.indexOf('\n', at);
            at = end < 0 ? source.length() : end;
        } else {
            operator();
        }
    }

    /** The word {@code in} is an operator. */
    private void word(char c) {
        boolean starts = at == 0 || !Character.isLetterOrDigit(source.charAt(at - 1));
        if (c == 'i' && starts && source.startsWith("in", at)) {
            operator();
        }
    }

    private void text(char quote) {
        boolean raw = at > 0 && (source.charAt(at - 1) == 'r' || source.charAt(at - 1) == 'R');
        String end = source.startsWith(("" + quote).repeat(3), at) ? ("" + quote).repeat(3) : "" + quote;
        at += end.length();
        while (at < source.length() && !source.startsWith(end, at)) {
            at += !raw && source.charAt(at) == '\\' ? 2 : 1;
        }
        at += end.length() - 1;
    }
}
