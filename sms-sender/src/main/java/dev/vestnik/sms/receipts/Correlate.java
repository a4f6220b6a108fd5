package dev.vestnik.sms.receipts;

import dev.vestnik.sms.metrics.SmsMetrics;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins submissions and receipts of one id, whichever comes first. A centre may give an id out again. */
final class Correlate implements Processor<String, byte[], String, PartReceipt> {
    private static final Logger log = LoggerFactory.getLogger(Correlate.class);

    private final String submissions;
    private final SmsMetrics metrics;
    private @Nullable ProcessorContext<String, PartReceipt> context;
    private @Nullable WindowStore<String, Correlation> ids;

    private Correlate(String submissions, SmsMetrics metrics) {
        this.submissions = submissions;
        this.metrics = metrics;
    }

    static ProcessorSupplier<String, byte[], String, PartReceipt> supplier(String submissions, SmsMetrics metrics) {
        StoreBuilder<WindowStore<String, Correlation>> store =
                Stores7Days.of("sms-ids", CorrelationCodec.correlations());
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, byte[], String, PartReceipt> get() {
                return new Correlate(submissions, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store);
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, PartReceipt> processorContext) {
        context = processorContext;
        ids = processorContext.getStateStore("sms-ids");
    }

    /** @throws PoisonReceiptException for a record that {@link PoisonReceipts} shall set aside */
    @Override
    public void process(Record<String, byte[]> given) {
        boolean submission = Objects.requireNonNull(context)
                .recordMetadata()
                .map(metadata -> metadata.topic().equals(submissions))
                .orElse(false);
        Record<String, byte[]> record = RecordBounds.checked(given, Objects.requireNonNull(context));
        if (submission) {
            submitted(record, CorrelationCodec.part(record.value()));
        } else {
            ended(record, CorrelationCodec.receipt(record.value()));
        }
    }

    private void submitted(Record<String, byte[]> record, SubmittedPart part) {
        Known known = known(record);
        if (!part.equals(known.correlation().part())) {
            keep(record, known, known.correlation().submitted(part), Duration.ZERO);
        }
    }

    private void ended(Record<String, byte[]> record, ProviderReceipt receipt) {
        if (receipt.isFinal() && !receipt.id().isEmpty()) {
            Known known = known(record);
            Duration age = Duration.ofMillis(record.timestamp() - known.since());
            keep(record, known, known.correlation().ended(receipt, record.timestamp()), age);
        }
    }

    /** @param age of the receipt, once both sides have met */
    private void keep(Record<String, byte[]> record, Known known, Correlation next, Duration age) {
        if (next == known.correlation()) {
            return;
        }
        Objects.requireNonNull(ids).put(record.key(), next, Math.max(known.since(), record.timestamp()));
        PartReceipt partReceipt = next.partReceipt();
        if (partReceipt != null) {
            metrics.receiptAge(partReceipt.part().gateway(), age);
            Objects.requireNonNull(context)
                    .forward(new Record<>(partReceipt.part().whole(), partReceipt, record.timestamp()));
        }
    }

    /** @param since when its later side came; while it has one side, when that one came */
    private record Known(Correlation correlation, long since) {}

    /** The newest correlation of the last seven days. */
    private Known known(Record<String, byte[]> record) {
        try (WindowStoreIterator<Correlation> newest = Objects.requireNonNull(ids)
                .backwardFetch(
                        record.key(),
                        record.timestamp() - Stores7Days.KEPT.toMillis(),
                        record.timestamp() + Stores7Days.AHEAD_MS)) {
            if (newest.hasNext()) {
                var found = newest.next();
                return new Known(found.value, found.key);
            }
        } catch (SerializationException e) {
            // another program wrote into the store's changelog; the next state replaces its record
            log.warn("receipts=state-unreadable store=sms-ids cause=\"{}\"", e.getMessage());
        }
        return new Known(Correlation.NOTHING, 0);
    }
}
