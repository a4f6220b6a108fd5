package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes providers' receipts to their topic. */
public final class KafkaProviderReceipts implements ProviderReceipts {
    private final ObservedWriter<byte[], byte[]> writer;
    private final String topic;

    public KafkaProviderReceipts(KafkaSettings kafka, ObservedWriter<byte[], byte[]> writer) {
        this.writer = writer;
        this.topic = kafka.layout().name(Topics.SMS_PROVIDER_RECEIPTS);
    }

    @Override
    public CompletableFuture<Void> write(ProviderReceipt receipt) {
        return writer.write(new ProducerRecord<>(
                        topic, receipt.key().getBytes(StandardCharsets.UTF_8), Json.write(receipt)))
                .thenApply(written -> null);
    }
}
