package dev.vestnik.engine.list;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the customers of a list from CSV in UTF-8: those of the column {@code customerId}, other columns are passed over. What a line says is
 * told nobody; lines without a customer are counted, and the first of them named by their numbers.
 */
public final class ListFile {
    /** Of a file, without its heading: 8 MB of customers. */
    static final int MOST_LINES = 1_000_000;

    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_ID = 1_024;
    private static final int MARK = 4;
    private static final String COLUMN = "customerid";
    private static final String AS_UTF_8 = "save it as \"CSV UTF-8\", and send it again; nothing was saved";

    private final String shop;
    private final CsvLines lines;
    private final List<Fault> faults = new ArrayList<>();
    private long[] hashes = new long[1_024];
    private int found;
    private long broken;

    /**
     * A file that was read to its end.
     *
     * @param hashes of the customers, in ascending order, each once
     * @param duplicates lines that named a customer once more
     * @param broken lines that name none
     * @param faults the first of these
     */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    public record ReadList(long[] hashes, long duplicates, long broken, List<Fault> faults) {}

    private ListFile(String shop, InputStream utf8) {
        this.shop = shop;
        this.lines = new CsvLines(new BufferedReader(new InputStreamReader(
                utf8,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))));
    }

    /**
     * Reads a file to its end; blocks.
     *
     * @throws ProblemException 422 where it is in another encoding, has no such column, or too many lines
     */
    public static ReadList read(String shop, InputStream csv) throws IOException {
        PushbackInputStream begin = new PushbackInputStream(csv, MARK);
        requireUtf8(begin);
        ListFile file = new ListFile(shop, begin);
        try {
            return file.read();
        } catch (CharacterCodingException e) {
            throw refused(
                    "line " + (file.lines.number() + 1),
                    "is here, or some lines further on, not in UTF-8 (Windows-1251, for example): " + AS_UTF_8);
        }
    }

    /** Takes a byte order mark of UTF-8 away, and knows UTF-16 by its mark, or by the zeros of its letters. */
    private static void requireUtf8(PushbackInputStream csv) throws IOException {
        byte[] begin = csv.readNBytes(MARK);
        boolean marked = begin.length >= 2 && (begin[0] & 0xff) >= 0xfe && (begin[1] & 0xff) >= 0xfe;
        boolean zeros = false;
        for (byte one : begin) {
            zeros |= one == 0;
        }
        if (marked || zeros) {
            throw refused("line 1", "is in UTF-16: " + AS_UTF_8);
        }
        int skip =
                begin.length >= 3 && (begin[0] & 0xff) == 0xef && (begin[1] & 0xff) == 0xbb && (begin[2] & 0xff) == 0xbf
                        ? 3
                        : 0;
        csv.unread(begin, skip, begin.length - skip);
    }

    private static ProblemException refused(String path, String problem) {
        return ProblemException.faults(List.of(new Fault(path, problem)));
    }

    private ReadList read() throws IOException {
        String heading = lines.next();
        char separator = CsvLines.separator(heading == null ? "" : heading);
        int column = column(heading, separator);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (lines.number() > MOST_LINES + 1) {
                throw refused("line " + lines.number(), "a list has at most " + MOST_LINES + " lines; divide it");
            }
            if (!line.isBlank()) {
                take(line, separator, column);
            }
        }
        long[] all = Arrays.copyOf(hashes, found);
        Arrays.sort(all);
        long[] each = Arrays.stream(all).distinct().toArray();
        return new ReadList(each, all.length - each.length, broken, List.copyOf(faults));
    }

    private static int column(@Nullable String heading, char separator) {
        List<String> names = heading == null ? null : CsvLines.fields(heading, separator);
        for (int column = 0; names != null && column < names.size(); column++) {
            if (names.get(column)
                    .replaceAll("[ _-]", "")
                    .toLowerCase(Locale.ROOT)
                    .equals(COLUMN)) {
                return column;
            }
        }
        throw refused(
                "line 1",
                "must be a heading with a column customerId; customers are not found by phones or e-mail addresses,"
                        + " so export their ids");
    }

    private void take(String line, char separator, int column) {
        List<String> fields = line.length() > CsvLines.LONGEST_LINE ? null : CsvLines.fields(line, separator);
        if (fields == null) {
            refuse(
                    line.length() > CsvLines.LONGEST_LINE
                            ? "is longer than " + CsvLines.LONGEST_LINE + " characters"
                            : "has a quote that is not closed");
        } else {
            String id = column < fields.size() ? fields.get(column) : "";
            String problem = problem(id);
            if (problem == null) {
                add(CustomerList.hash(new CustomerKey(shop, id)));
            } else {
                refuse(problem);
            }
        }
    }

    private static @Nullable String problem(String id) {
        if (id.isEmpty()) {
            return "has no customerId";
        }
        if (id.length() > LONGEST_ID) {
            return "has a customerId of more than " + LONGEST_ID + " characters";
        }
        return id.startsWith("~") ? "has the id of a visitor: nobody has identified them" : null;
    }

    private void refuse(String problem) {
        broken++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault("line " + lines.number(), problem));
        }
    }

    private void add(long hash) {
        if (found == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * found);
        }
        hashes[found] = hash;
        found++;
    }
}
