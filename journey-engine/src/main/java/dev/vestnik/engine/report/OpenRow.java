package dev.vestnik.engine.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row in memory, with the amounts that are to be added to it. Not thread-safe. */
final class OpenRow {
    private final Map<String, long[]> more = new HashMap<>();
    private byte @Nullable [] row;

    /** @param row as the store has it; null: there is none yet */
    OpenRow(byte @Nullable [] row) {
        this.row = row;
    }

    void add(String figure, long amount) {
        long[] sum = more.computeIfAbsent(figure, name -> new long[1]);
        sum[0] = FigureRow.saturated(sum[0], amount);
    }

    boolean isEmpty() {
        return row == null && more.isEmpty();
    }

    boolean hasChanged() {
        return !more.isEmpty();
    }

    /** The amount of a figure, with all that is to be added. */
    long amount(String figure) {
        long[] added = more.get(figure);
        return FigureRow.saturated(FigureRow.amount(row, figure), added == null ? 0 : added[0]);
    }

    /** The row with all that was to be added, which is in it from now on. */
    byte[] written() {
        byte[] whole = row == null ? FigureRow.EMPTY : row;
        for (Map.Entry<String, long[]> one : more.entrySet()) {
            whole = FigureRow.add(whole, one.getKey(), one.getValue()[0]);
        }
        more.clear();
        row = whole;
        return whole;
    }

    int bytes() {
        return row == null ? 0 : row.length;
    }
}
