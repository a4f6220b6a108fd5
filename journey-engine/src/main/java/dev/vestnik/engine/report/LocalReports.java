package dev.vestnik.engine.report;

import dev.vestnik.engine.report.ReportKeys.Range;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Sums up the rows of this instance's partitions. */
final class LocalReports {
    /** The name of a journey's row that is the whole shop's. */
    static final String SHOP = "";

    private final Supplier<Optional<KafkaStreams>> streams;

    LocalReports(Supplier<Optional<KafkaStreams>> streams) {
        this.streams = streams;
    }

    /**
     * The sums of some partitions.
     *
     * @param partitions that could be read
     * @param groups cells of a journey ({@link ReportKeys#named}), or journeys of a shop
     * @param days of the journey, or of the shop
     */
    record Part(List<Integer> partitions, Map<String, Map<String, Long>> groups, Map<String, Map<String, Long>> days) {}

    /** Adds the rows of one partition. */
    private interface RowReading {
        void read(ReadOnlyKeyValueStore<String, byte[]> rows, Sums groups, Sums days);
    }

    Part journey(String shop, String journey, Period period) {
        Range cells = ReportKeys.cells(shop, journey, period.from(), period.to());
        return each((rows, groups, days) -> {
            addAll(rows, cells, groups, Naming.CELL);
            addDays(rows, shop, journey, period, days);
        });
    }

    Part summary(String shop, Period period) {
        List<YearMonth> months = period.wholeMonths();
        List<Period> rest = period.around(months);
        return each((rows, groups, days) -> {
            months.forEach(month -> addAll(rows, ReportKeys.month(shop, month), groups, Naming.JOURNEY));
            rest.forEach(part -> addAll(rows, ReportKeys.days(shop, part.from(), part.to()), groups, Naming.JOURNEY));
            addDays(rows, shop, SHOP, period, days);
        });
    }

    private enum Naming {
        CELL,
        JOURNEY;

        String of(String key) {
            return this == CELL ? ReportKeys.cellOf(key) : ReportKeys.journeyOf(key);
        }
    }

    private static void addAll(ReadOnlyKeyValueStore<String, byte[]> rows, Range range, Sums sums, Naming naming) {
        try (KeyValueIterator<String, byte[]> all = rows.range(range.from(), range.to())) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> row = all.next();
                sums.add(naming.of(row.key), row.value);
            }
        }
    }

    private static void addDays(
            ReadOnlyKeyValueStore<String, byte[]> rows, String shop, String journey, Period period, Sums sums) {
        for (LocalDate day : period.days()) {
            byte @Nullable [] row = rows.get(ReportKeys.day(shop, day, journey));
            if (row != null) {
                sums.add(day.toString(), row);
            }
        }
    }

    private Part each(RowReading reading) {
        KafkaStreams now = streams.get().orElse(null);
        return now == null ? new Part(List.of(), Map.of(), Map.of()) : each(now, reading);
    }

    private static Part each(KafkaStreams now, RowReading reading) {
        List<Integer> read = new ArrayList<>();
        Sums groups = new Sums();
        Sums days = new Sums();
        for (int partition : partitions(now)) {
            Sums ofPartition = new Sums();
            Sums daysOfPartition = new Sums();
            try {
                reading.read(rows(now, partition), ofPartition, daysOfPartition);
            } catch (InvalidStateStoreException | IllegalStateException e) {
                continue; // it moves, or is being restored: the answer names it
            }
            groups.addAll(ofPartition.of());
            days.addAll(daysOfPartition.of());
            read.add(partition);
        }
        return new Part(read, groups.of(), days.of());
    }

    private static List<Integer> partitions(KafkaStreams now) {
        return now.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .map(TopicPartition::partition)
                .distinct()
                .sorted()
                .toList();
    }

    private static ReadOnlyKeyValueStore<String, byte[]> rows(KafkaStreams now, int partition) {
        return now.store(StoreQueryParameters.fromNameAndType(
                        CountedRows.NAME, QueryableStoreTypes.<String, byte[]>keyValueStore())
                .withPartition(partition));
    }
}
