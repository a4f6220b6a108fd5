package dev.vestnik.engine.support;

import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.offer.Code;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads codes from CSV, a line at a time: the first column of each, the rest is passed over. A first line {@code code} is a heading. Lines
 * that hold no code are counted, and the first of them named, without what they say.
 */
final class CodeLines {
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_FAULTS = 20;
    private static final String HEADING = "code";

    private final Reader reader;
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private long lines;
    private long refused;
    private boolean over;

    CodeLines(Reader reader) {
        this.reader = reader;
    }

    /** The next codes, at most so many; none at the end. */
    List<String> next(int most) throws IOException {
        List<String> codes = new ArrayList<>(most);
        while (!over && codes.size() < most) {
            String code = code();
            if (code != null) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** The code of the next line; null where it holds none. */
    private @Nullable String code() throws IOException {
        boolean whole = readLine();
        String text = firstColumn(line.toString());
        if (line.isEmpty() && over) {
            return null;
        }
        lines++;
        if (text.isEmpty() && whole || lines == 1 && text.equalsIgnoreCase(HEADING)) {
            return null;
        }
        if (whole && Code.isOne(text)) {
            return text;
        }
        refuse(whole ? Code.RULE : "a line is at most " + LONGEST_LINE + " characters");
        return null;
    }

    private void refuse(String problem) {
        refused++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault("line " + lines, problem));
        }
    }

    /** False where the line is longer than what is kept of it. */
    private boolean readLine() throws IOException {
        line.setLength(0);
        boolean whole = true;
        int next = reader.read();
        while (next >= 0 && next != '\n') {
            whole &= line.length() < LONGEST_LINE;
            if (whole) {
                line.append((char) next);
            }
            next = reader.read();
        }
        over = next < 0;
        return whole;
    }

    private static String firstColumn(String line) {
        int end = 0;
        while (end < line.length() && ",;\t".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        String column = line.substring(0, end).strip();
        if (column.startsWith("\uFEFF")) { // a byte order mark
            column = column.substring(1);
        }
        boolean quoted = column.length() > 1 && column.startsWith("\"") && column.endsWith("\"");
        return quoted ? column.substring(1, column.length() - 1).strip() : column;
    }

    /** Lines that hold something else than a code. */
    long refused() {
        return refused;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
