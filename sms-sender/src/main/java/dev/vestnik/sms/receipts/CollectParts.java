package dev.vestnik.sms.receipts;

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

/** Forwards the receipt of the part that decides about its whole text. */
final class CollectParts implements Processor<String, PartReceipt, String, PartReceipt> {
    private static final Logger log = LoggerFactory.getLogger(CollectParts.class);

    private @Nullable ProcessorContext<String, PartReceipt> context;
    private @Nullable WindowStore<String, PartStates> texts;

    static ProcessorSupplier<String, PartReceipt, String, PartReceipt> supplier() {
        StoreBuilder<WindowStore<String, PartStates>> store = Stores7Days.of("sms-parts", Json.serde(PartStates.class));
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, PartReceipt, String, PartReceipt> get() {
                return new CollectParts();
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
        texts = processorContext.getStateStore("sms-parts");
    }

    /** @throws PoisonReceiptException for a record that {@link PoisonReceipts} shall set aside */
    @Override
    public void process(Record<String, PartReceipt> given) {
        Record<String, PartReceipt> record = RecordBounds.checked(given, Objects.requireNonNull(context));
        WindowStore<String, PartStates> store = Objects.requireNonNull(texts);
        PartStates known = PartStates.NONE;
        long since = record.timestamp();
        try (WindowStoreIterator<PartStates> newest = store.backwardFetch(
                record.key(),
                record.timestamp() - Stores7Days.KEPT.toMillis(),
                record.timestamp() + Stores7Days.AHEAD_MS)) {
            if (newest.hasNext()) {
                var found = newest.next();
                known = found.value;
                since = found.key;
            }
        } catch (SerializationException e) {
            // another program wrote into the store's changelog; the next state replaces its record
            log.warn("receipts=state-unreadable store=sms-parts cause=\"{}\"", e.getMessage());
        }
        PartStates next = known.after(record.value());
        if (!known.decided() && !next.equals(known)) {
            store.put(record.key(), next, since);
            if (next.decided()) {
                Objects.requireNonNull(context).forward(record);
            }
        }
    }
}
