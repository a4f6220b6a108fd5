package dev.vestnik.engine.report;

import dev.vestnik.rules.report.Cell;
import dev.vestnik.rules.report.ReportCount;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition's reports. Counts are added in memory, and each row that has changed is written once a commit: Kafka Streams
 * empties the caches of a task ({@link #flushCache}) in the transaction that commits the offsets of what was counted. Readers see what is
 * written. For one thread, readers aside.
 */
final class CountedRows extends WrappedStateStore<KeyValueStore<String, byte[]>, String, byte[]>
        implements ReadOnlyKeyValueStore<String, byte[]> {
    /** The name of the store. */
    static final String NAME = "rows";

    /** So many cells of a journey on a day are told apart in a partition; the rest is in one. */
    static final int MOST_CELLS = 300;

    /** The key of the offset behind the last decision that the rows have. No row's key begins so. */
    static final String NEXT = "N";

    /** The figure of a journey's day that says how many cells it has. */
    private static final String CELLS = "~cells";

    private static final String SHOP = "";
    private static final int MOST_OPEN = 20_000;
    private static final long MOST_BYTES = 8L << 20;
    private static final long UNKNOWN = -1;

    private final Map<String, OpenRow> open = new HashMap<>();
    private final Map<Place, Rows> places = new HashMap<>();
    private long next = UNKNOWN;
    private boolean counted;

    CountedRows(KeyValueStore<String, byte[]> written) {
        super(written);
    }

    /** The place of a count. */
    private record Place(String shop, String journey, LocalDate day, Cell cell) {}

    /**
     * The rows that a count is added to.
     *
     * @param cell null of a count that is of no journey
     * @param folded whether the cell is not told apart from others
     */
    private record Rows(
            OpenRow day,
            OpenRow month,
            @Nullable OpenRow cell,
            @Nullable OpenRow shopDay,
            @Nullable OpenRow shopMonth,
            boolean folded) {
        void add(String figure, long amount) {
            day.add(figure, amount);
            month.add(figure, amount);
            if (cell != null && shopDay != null && shopMonth != null) {
                cell.add(figure, amount);
                shopDay.add(figure, amount);
                shopMonth.add(figure, amount);
            }
        }
    }

    /** Whether a figure is for this class alone. */
    static boolean isInternal(String figure) {
        return figure.equals(CELLS);
    }

    /** The offset behind the last decision that the rows have; 0 where they have none. */
    long next() {
        if (next == UNKNOWN) {
            byte[] stored = wrapped().get(NEXT);
            next = stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
        }
        return next;
    }

    /** Notes that all decisions before this offset are in the rows. */
    void next(long offset) {
        next = offset;
        counted = true;
    }

    /** Adds a count to its cell, its days and its months; true where its cell is not told apart from others. */
    boolean add(String shop, ReportCount count) {
        if (open.size() > MOST_OPEN) {
            flushCache();
        }
        Place place = new Place(shop, count.journey(), count.day(), count.cell());
        Rows rows = places.get(place);
        if (rows == null) {
            rows = rows(place);
            places.put(place, rows);
        }
        rows.add(count.figure(), count.amount());
        return rows.folded();
    }

    private Rows rows(Place place) {
        String shop = place.shop();
        LocalDate day = place.day();
        OpenRow ofDay = open(ReportKeys.day(shop, day, place.journey()));
        OpenRow ofMonth = open(ReportKeys.month(shop, day, place.journey()));
        if (place.journey().equals(SHOP)) {
            return new Rows(ofDay, ofMonth, null, null, null, false);
        }
        OpenRow cell = open(ReportKeys.cell(shop, place.journey(), day, place.cell()));
        boolean folded = cell.isEmpty() && ofDay.amount(CELLS) >= MOST_CELLS;
        if (folded) {
            cell = open(ReportKeys.cell(shop, place.journey(), day, place.cell().folded()));
        } else if (cell.isEmpty()) {
            ofDay.add(CELLS, 1);
        }
        return new Rows(
                ofDay,
                ofMonth,
                cell,
                open(ReportKeys.day(shop, day, SHOP)),
                open(ReportKeys.month(shop, day, SHOP)),
                folded);
    }

    private OpenRow open(String key) {
        return open.computeIfAbsent(key, name -> new OpenRow(wrapped().get(name)));
    }

    void delete(String key) {
        wrapped().delete(key);
    }

    /** Writes what has changed, in the transaction of the commit. */
    @Override
    public void flushCache() {
        if (!counted) {
            return;
        }
        long bytes = 0;
        for (Map.Entry<String, OpenRow> one : open.entrySet()) {
            OpenRow row = one.getValue();
            if (row.hasChanged()) {
                wrapped().put(one.getKey(), row.written());
            }
            bytes += row.bytes();
        }
        wrapped().put(NEXT, ByteBuffer.allocate(Long.BYTES).putLong(next).array());
        counted = false;
        if (open.size() > MOST_OPEN || bytes > MOST_BYTES) {
            forget();
        }
    }

    private void forget() {
        open.clear();
        places.clear();
    }

    /** Throws away what is not written: its transaction does not come to be. */
    @Override
    public void clearCache() {
        forget();
        next = UNKNOWN;
        counted = false;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return wrapped().get(key);
    }

    @Override
    public KeyValueIterator<String, byte[]> range(@Nullable String from, @Nullable String to) {
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
        return wrapped().all();
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries();
    }
}
