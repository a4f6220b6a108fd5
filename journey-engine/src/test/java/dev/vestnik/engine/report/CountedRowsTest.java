package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.report.Cell;
import dev.vestnik.rules.report.ReportCount;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What is added is written once a commit, and nothing of it stays where the commit does not come to be. */
class CountedRowsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");

    private final Written written = new Written();
    private final CountedRows rows = new CountedRows(written);

    private void decided(long offset, String step) {
        rows.add("main", new ReportCount(TODAY, "cart", new Cell(1, step, "sms", ""), "sent", 1));
        rows.next(offset + 1);
    }

    private Map<String, Long> day() {
        Map<String, Long> figures = new HashMap<>();
        byte[] row = written.get(ReportKeys.day("main", TODAY, "cart"));
        if (row != null) {
            FigureRow.each(row, figures::put);
        }
        return figures;
    }

    @Test
    void whatIsAddedIsWrittenOnceACommit() {
        decided(0, "remind");
        decided(1, "remind");
        decided(2, "again");
        assertThat(written.rows).as("before the commit").isEmpty();
        rows.flushCache();
        assertThat(day()).containsEntry("sent", 3L);
        assertThat(written.puts).as("six rows and the offset").isEqualTo(7);
        rows.flushCache();
        assertThat(written.puts).as("a commit of nothing").isEqualTo(7);
        decided(3, "remind");
        rows.flushCache();
        assertThat(day()).containsEntry("sent", 4L);
        assertThat(rows.next()).isEqualTo(4);
    }

    /** Kafka Streams closes a task whose transaction failed, wipes its store, restores it and opens the very same objects again. */
    @Test
    void nothingOfATransactionThatDidNotComeToBeStays() {
        decided(0, "remind");
        rows.flushCache();
        Map<String, byte[]> committed = new HashMap<>(written.rows);
        decided(1, "remind");
        rows.flushCache();
        decided(2, "remind");
        reopen(committed);
        assertThat(rows.next()).as("decisions are read again from there").isEqualTo(1);
        decided(1, "remind");
        decided(2, "remind");
        rows.flushCache();
        assertThat(day()).containsEntry("sent", 3L);
    }

    @Test
    void aWriteThatFailsHalfWayLosesNothing() {
        decided(0, "remind");
        written.failAfter = 2;
        assertThatThrownBy(rows::flushCache).isInstanceOf(IllegalStateException.class);
        written.failAfter = Integer.MAX_VALUE;
        reopen(Map.of());
        assertThat(rows.next()).isZero();
        decided(0, "remind");
        rows.flushCache();
        assertThat(day()).containsEntry("sent", 1L);
    }

    private void reopen(Map<String, byte[]> committed) {
        rows.close();
        written.rows.clear();
        written.rows.putAll(committed);
        rows.init(null, rows);
    }

    @Test
    void moreRowsThanHaveRoomAreWrittenBeforeTheCommit() {
        for (int journey = 0; journey < CountedRows.MOST_OPEN; journey++) {
            rows.add("main", new ReportCount(TODAY, "j" + journey, new Cell(1, "s", "", ""), "sent", 1));
        }
        rows.next(CountedRows.MOST_OPEN);
        assertThat(written.rows).isNotEmpty();
        rows.flushCache();
        Map<String, Long> shop = new HashMap<>();
        FigureRow.each(written.get(ReportKeys.day("main", TODAY, "")), shop::put);
        assertThat(shop).containsEntry("sent", (long) CountedRows.MOST_OPEN);
    }

    /** A store in memory. */
    private static final class Written implements KeyValueStore<String, byte[]> {
        private final Map<String, byte[]> rows = new TreeMap<>();
        private int puts;
        private int failAfter = Integer.MAX_VALUE;

        @Override
        public void put(String key, byte[] value) {
            if (puts++ >= failAfter) {
                throw new IllegalStateException("the broker is away");
            }
            rows.put(key, value);
        }

        @Override
        public byte[] putIfAbsent(String key, byte[] value) {
            return rows.putIfAbsent(key, value);
        }

        @Override
        public void putAll(List<KeyValue<String, byte[]>> entries) {
            entries.forEach(entry -> put(entry.key, entry.value));
        }

        @Override
        public byte[] delete(String key) {
            return rows.remove(key);
        }

        @Override
        public byte[] get(String key) {
            return rows.get(key);
        }

        @Override
        public KeyValueIterator<String, byte[]> range(String from, String to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyValueIterator<String, byte[]> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long approximateNumEntries() {
            return rows.size();
        }

        @Override
        public String name() {
            return CountedRows.NAME;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {}

        @Override
        public void close() {}

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
