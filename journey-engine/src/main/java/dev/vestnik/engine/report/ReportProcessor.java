package dev.vestnik.engine.report;

import dev.vestnik.engine.streams.edge.IncomingDecisions;
import dev.vestnik.rules.report.Counting;
import dev.vestnik.rules.report.ReportCount;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Adds each decision to the rows of its day, and forgets rows that are too old, some at a time. */
final class ReportProcessor implements Processor<byte[], byte[], Void, Void> {
    /** Rows are kept so long: a year can be compared with the one before. */
    static final int DAYS_KEPT = 400;

    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final int SWEPT_AT_ONCE = 2_000;

    private final Function<byte[], @Nullable Decision> reader;
    private final ReportMetrics metrics;
    private final InstantSource clock;
    private ProcessorContext<Void, Void> context;
    private CountedRows rows;
    private @Nullable String swept;
    private @Nullable LocalDate sweptOn;

    /** @param reader of the bytes of a decision */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    ReportProcessor(Function<byte[], @Nullable Decision> reader, ReportMetrics metrics, InstantSource clock) {
        this.reader = reader;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        rows = context.getStateStore(CountedRows.NAME);
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, now -> sweep());
    }

    /**
     * Passes over a decision that cannot be read: engines alone write decisions, and a later one may know more kinds of them. Also over one that
     * the rows have: the group's offsets may be forgotten while no engine counts, the rows are not.
     */
    @Override
    public void process(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        if (offset < rows.next()) {
            return;
        }
        count(record);
        rows.next(offset + 1);
    }

    private void count(Record<byte[], byte[]> record) {
        Added added = read(record.value());
        if (added == null) {
            metrics.unreadable();
        } else {
            added.counts().forEach(count -> add(added.shop(), count));
            metrics.counted();
        }
    }

    /** The counts that a decision adds to the reports of a shop. */
    private record Added(String shop, List<ReportCount> counts) {}

    private @Nullable Added read(byte[] value) {
        try {
            Decision decision = reader.apply(value);
            if (decision == null) {
                return null;
            }
            String shop = decision.getHeader().getShop();
            ReportKeys.requireName(shop);
            List<ReportCount> counts = Counting.of(IncomingDecisions.read(decision));
            counts.forEach(ReportProcessor::requireNames);
            return new Added(shop, counts);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // anything may be in a topic
            return null;
        }
    }

    private static void requireNames(ReportCount count) {
        ReportKeys.requireName(count.journey());
        ReportKeys.requireName(count.cell().step());
        ReportKeys.requireName(count.cell().channel());
        ReportKeys.requireName(count.cell().arm());
    }

    private void add(String shop, ReportCount count) {
        LocalDate day = count.day();
        if (day.isBefore(oldest()) || day.isAfter(today().plusDays(1))) {
            metrics.outOfTime();
            return;
        }
        if (rows.add(shop, count)) {
            metrics.folded();
        }
    }

    private LocalDate oldest() {
        return today().minusDays(DAYS_KEPT);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Looks through the next rows, once a day through all of them. */
    private void sweep() {
        if (today().equals(sweptOn)) {
            return;
        }
        LocalDate oldest = oldest();
        List<String> old = new ArrayList<>();
        String last = null;
        int seen = 0;
        try (KeyValueIterator<String, byte[]> next = rows.range(swept, null)) {
            for (; seen < SWEPT_AT_ONCE && next.hasNext(); seen++) {
                KeyValue<String, byte[]> row = next.next();
                last = row.key;
                if (!row.key.equals(CountedRows.NEXT) && ReportKeys.isBefore(row.key, oldest)) {
                    old.add(row.key);
                }
            }
        }
        if (seen < SWEPT_AT_ONCE) {
            sweptOn = today();
        }
        swept = seen < SWEPT_AT_ONCE ? null : last;
        old.forEach(rows::delete);
    }
}
