package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.SenderMetrics;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes a part's receipt as a delivery receipt of the message, under the customer's key. */
final class WriteReceipt implements Processor<String, PartReceipt, String, DeliveryReceipt> {
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
    public void process(Record<String, PartReceipt> record) {
        PartReceipt partReceipt = record.value();
        DeliveryReceipt receipt = partReceipt.receipt(Instant.ofEpochMilli(record.timestamp()));
        Objects.requireNonNull(context)
                .forward(new Record<>(partReceipt.part().customer().toString(), receipt, record.timestamp()));
        metrics.receipt(ChannelName.SMS, receipt.getStatus());
    }
}
