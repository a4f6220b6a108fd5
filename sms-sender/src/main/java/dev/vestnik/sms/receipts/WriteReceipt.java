package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.sender.SenderMetrics;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Says to the engine, under the customer's key, what a fate means. */
final class WriteReceipt implements Processor<String, Fate, String, DeliveryReceipt> {
    private final SenderMetrics metrics;
    private @Nullable ProcessorContext<String, DeliveryReceipt> context;

    WriteReceipt(SenderMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, DeliveryReceipt> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<String, Fate> record) {
        Fate fate = record.value();
        DeliveryReceipt receipt = fate.receipt(Instant.ofEpochMilli(record.timestamp()));
        Objects.requireNonNull(context)
                .forward(new Record<>(fate.part().customer().toString(), receipt, record.timestamp()));
        metrics.receipt(Channel.sms, receipt.getStatus());
    }
}
