package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes providers' receipts to Kafka. */
public final class ProviderReceipts {
    private final Producer<byte[], byte[]> producer;
    private final String topic;

    public ProviderReceipts(KafkaSettings kafka, Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.topic = kafka.layout().name(Topics.SMS_PROVIDER_RECEIPTS);
    }

    /** Writes a receipt; completes once Kafka has it, and only then may the provider forget it. */
    public CompletableFuture<Void> write(ProviderReceipt receipt) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, receipt.key().getBytes(StandardCharsets.UTF_8), Json.write(receipt));
        producer.send(record, (_, failure) -> {
            if (failure == null) {
                written.complete(null);
            } else {
                written.completeExceptionally(failure);
            }
        });
        return written;
    }
}
