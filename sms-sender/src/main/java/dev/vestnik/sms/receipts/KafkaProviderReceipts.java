package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.DeadLetter;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes providers' receipts to their topic. */
public final class KafkaProviderReceipts implements ProviderReceipts {
    private final ObservedWriter<byte[], byte[]> writer;
    private final SenderMetrics metrics;
    private final String topic;
    private final String replyParts;
    private final String deadLetters;

    public KafkaProviderReceipts(KafkaSettings kafka, ObservedWriter<byte[], byte[]> writer, SenderMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
        this.topic = kafka.layout().name(Topics.SMS_PROVIDER_RECEIPTS);
        this.replyParts = kafka.layout().name(Topics.SMS_REPLY_PARTS);
        this.deadLetters = kafka.layout().name(Topics.deadLetters(Topics.SMS_PROVIDER_RECEIPTS));
    }

    @Override
    public CompletableFuture<Void> write(ProviderReceipt receipt) {
        return write(topic, receipt.key(), CorrelationCodec.write(receipt));
    }

    @Override
    public CompletableFuture<Void> write(ReplyPart part) {
        return write(replyParts, part.key(), Json.write(part));
    }

    private CompletableFuture<Void> write(String to, String key, byte[] value) {
        return writer.write(new ProducerRecord<>(to, key.getBytes(StandardCharsets.UTF_8), value))
                .thenApply(written -> null);
    }

    @Override
    public CompletableFuture<Void> setAside(String gateway, byte[] pdu, String reason) {
        DeadLetter letter = DeadLetter.of(gateway.getBytes(StandardCharsets.UTF_8), pdu, new RecordHeaders())
                .with("topic", topic)
                .with("reason", reason)
                .with("cause", "an SMPP PDU of gateway " + gateway);
        return writer.write(new ProducerRecord<>(deadLetters, null, letter.key(), letter.value(), letter.headers()))
                .thenRun(() -> metrics.deadLetter(Topics.SMS_PROVIDER_RECEIPTS.name(), reason));
    }
}
