package dev.vestnik.engine.list;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV a line at a time. A field may stand in double quotes, with those in it doubled, and has no line breaks: a quote that is not closed
 * breaks one line, not the rest of the file.
 */
final class CsvLines {
    /** A customer's id has 1,024 characters at most; what stands beside it is not kept. */
    static final int LONGEST_LINE = 16_000;

    private static final String SEPARATORS = ",;\t";
    private static final char QUOTE = '"';

    private final Reader reader;
    private final StringBuilder line = new StringBuilder();
    private long number;
    private boolean over;

    CsvLines(Reader reader) {
        this.reader = reader;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The next line; null at the end. A longer one than {@value #LONGEST_LINE} characters comes shortened by its end, with one more. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        int next = over ? -1 : reader.read();
        if (next < 0) {
            over = true;
            return null;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = reader.read()) {
            if (line.length() <= LONGEST_LINE) {
                line.append((char) next);
            }
        }
        over = next < 0;
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    /** The separator of a heading: the first of comma, semicolon and tab that stands in it; a comma where there is none. */
    static char separator(String heading) {
        boolean quoted = false;
        for (int at = 0; at < heading.length(); at++) {
            char letter = heading.charAt(at);
            quoted ^= letter == QUOTE;
            if (!quoted && SEPARATORS.indexOf(letter) >= 0) {
                return letter;
            }
        }
        return ',';
    }

    /** The fields of a line without the blanks around them; null where a quote is not closed. */
    static @Nullable List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == QUOTE) {
                if (quoted && at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
                    field.append(QUOTE);
                    at++;
                } else {
                    quoted = !quoted;
                }
            } else if (letter == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString().strip());
        return quoted ? null : fields;
    }
}
