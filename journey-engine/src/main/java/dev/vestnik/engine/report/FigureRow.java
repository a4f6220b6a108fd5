package dev.vestnik.engine.report;

import dev.vestnik.rules.report.ReportFigure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a row of figures: one for the format, then for each figure the length of its name, the name and its eight bytes. A row is
 * changed far more often than it is read, so nothing is decoded for that.
 */
final class FigureRow {
    /** Reasons are words that journeys choose: a row with so many figures adds further ones to the {@link #OTHER} of their kind. */
    static final int MOST_FIGURES = 200;

    /** The reason that stands for those that had no room. */
    static final String OTHER = "other";

    private static final byte FORMAT = 1;
    /** A row without figures. */
    static final byte[] EMPTY = {FORMAT};

    private static final int LONGEST_NAME = 127;

    private FigureRow() {}

    /** Takes a figure of a row. */
    interface Taker {
        void take(String figure, long amount);
    }

    /**
     * The row with so much more of a figure. A sum stops at the end of its range.
     *
     * @param known the row; {@link #EMPTY} where there is none yet
     */
    static byte[] add(byte[] known, String figure, long amount) {
        byte[] name = bytes(figure);
        int at = name.length > LONGEST_NAME ? -1 : find(known, name);
        if (at < 0 && (name.length > LONGEST_NAME || isFull(known))) {
            name = bytes(folded(figure));
            at = find(known, name);
        }
        return at < 0 ? append(known, name, amount) : changed(known, at, amount);
    }

    /** The figure of its kind that takes it where there is no room; figures without a reason always have room. */
    private static String folded(String figure) {
        for (String kind : ReportFigure.WITH_REASONS) {
            if (figure.startsWith(kind)) {
                return kind + OTHER;
            }
        }
        return figure;
    }

    /** Whether reasons that had no room are among these figures. */
    static boolean isFolded(Map<String, Long> figures) {
        return ReportFigure.WITH_REASONS.stream().anyMatch(kind -> figures.containsKey(kind + OTHER));
    }

    private static byte[] changed(byte[] row, int at, long amount) {
        byte[] changed = row.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed);
        buffer.putLong(at, saturated(buffer.getLong(at), amount));
        return changed;
    }

    static long saturated(long one, long other) {
        long sum = one + other;
        boolean over = ((one ^ sum) & (other ^ sum)) < 0;
        return over ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    private static byte[] append(byte[] row, byte[] name, long amount) {
        byte[] longer = Arrays.copyOf(row, row.length + 1 + name.length + Long.BYTES);
        ByteBuffer.wrap(longer, row.length, longer.length - row.length)
                .put((byte) name.length)
                .put(name)
                .putLong(amount);
        return longer;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** The index at which the figure's number begins; -1 where the row has no such figure. */
    private static int find(byte[] row, byte[] name) {
        for (int at = 1; at < row.length; at += 1 + row[at] + Long.BYTES) {
            int from = at + 1;
            if (row[at] == name.length && Arrays.equals(row, from, from + name.length, name, 0, name.length)) {
                return from + name.length;
            }
        }
        return -1;
    }

    private static boolean isFull(byte[] row) {
        int figures = 0;
        for (int at = 1; at < row.length; at += 1 + row[at] + Long.BYTES) {
            figures++;
        }
        return figures >= MOST_FIGURES;
    }

    /** The amount of one figure; 0 where the row has none. */
    static long amount(byte @Nullable [] row, String figure) {
        int at = row == null ? -1 : find(row, bytes(figure));
        return row == null || at < 0 ? 0 : ByteBuffer.wrap(row).getLong(at);
    }

    /** @throws IllegalArgumentException where a later version wrote the row */
    static void each(byte[] row, Taker taker) {
        if (row.length == 0 || row[0] != FORMAT) {
            throw new IllegalArgumentException("a row in a format of another version");
        }
        ByteBuffer buffer = ByteBuffer.wrap(row);
        for (int at = 1; at < row.length; at += 1 + row[at] + Long.BYTES) {
            String figure = new String(row, at + 1, row[at], StandardCharsets.UTF_8);
            taker.take(figure, buffer.getLong(at + 1 + row[at]));
        }
    }
}
