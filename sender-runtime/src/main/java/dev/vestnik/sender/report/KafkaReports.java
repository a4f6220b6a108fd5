package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.DeadLetter;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes reports as receipts and replies as inbound messages; the same report has the same event id each time. */
final class KafkaReports implements Reports, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN_TOKEN = "unknown-token";

    private final KafkaSettings kafka;
    private final ObservedWriter<byte[], byte[]> writer;
    private final SenderMetrics metrics;
    private final InstantSource clock;
    private final AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();

    KafkaReports(
            KafkaSettings kafka, ObservedWriter<byte[], byte[]> writer, SenderMetrics metrics, InstantSource clock) {
        this.kafka = kafka;
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
        serializer.configure(kafka.clientConfig(), false);
    }

    @Override
    public CompletableFuture<Void> write(ReportSubject subject, DeliveryReport report, String gateway) {
        DeliveryReceipt.Builder receipt = DeliveryReceipt.newBuilder()
                .setMessageId(subject.attempt().messageId().toString())
                .setAttempt(subject.attempt().number())
                .setChannel(subject.channel().name())
                .setStatus(status(report))
                .setGateway(gateway)
                .setDeadTokens(List.of()); // Avro trusts no class of ours for a default value
        switch (report) {
            case DeliveryReport.Failed(var kind, var code, Outcome.AddressState address, var deadTokens, var retryAt) ->
                receipt.setFailure(kind)
                        .setCode(code)
                        .setAddressDead(address == Outcome.AddressState.DEAD)
                        .setOptedOut(address == Outcome.AddressState.OPTED_OUT)
                        .setDeadTokens(DeadToken.inContract(deadTokens))
                        .setRetryAt(retryAt == null ? null : retryAt.truncatedTo(ChronoUnit.MILLIS));
            case DeliveryReport.OptedOut(String code) ->
                receipt.setOptedOut(true).setCode(code);
            case DeliveryReport.Delivered _,
                    DeliveryReport.Read _,
                    DeliveryReport.Opened _,
                    DeliveryReport.Clicked _,
                    DeliveryReport.Expired _ -> {}
        }
        receipt.setHeader(header(subject, receipt.getStatus()));
        return send(Topics.RECEIPTS, subject.customer().toString(), receipt.build())
                .thenRun(() -> metrics.receipt(subject.channel(), receipt.getStatus()));
    }

    private MessageHeader header(ReportSubject subject, ReceiptStatus status) {
        return MessageHeader.newBuilder()
                .setEventId(subject.attempt() + "/" + status)
                .setShop(subject.customer().shop())
                .setCustomerId(subject.customer().customerId())
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setSource(subject.channel() + "-sender")
                .build();
    }

    private static ReceiptStatus status(DeliveryReport report) {
        return switch (report) {
            case DeliveryReport.Delivered _, DeliveryReport.OptedOut _ -> ReceiptStatus.DELIVERED;
            case DeliveryReport.Read _ -> ReceiptStatus.READ;
            case DeliveryReport.Opened _ -> ReceiptStatus.OPENED;
            case DeliveryReport.Clicked _ -> ReceiptStatus.CLICKED;
            case DeliveryReport.Failed _ -> ReceiptStatus.FAILED;
            case DeliveryReport.Expired _ -> ReceiptStatus.EXPIRED;
        };
    }

    @Override
    public CompletableFuture<Void> write(InboundReply reply) {
        InboundMessage message = InboundMessage.newBuilder()
                .setEventId(reply.eventId())
                .setShop(reply.shop())
                .setChannel(reply.channel().name())
                .setAddress(reply.address())
                .setRecipient(reply.recipient())
                .setKind(reply.kind())
                .setText(reply.text())
                .setAttachments(reply.attachments().stream()
                        .map(file -> new dev.vestnik.schemas.message.Attachment(file.url(), file.mediaType(), null))
                        .toList())
                .setProviderId(reply.providerId())
                .setReplyTo(reply.replyTo())
                .setOccurredAt(reply.occurredAt().truncatedTo(ChronoUnit.MILLIS))
                .setGateway(reply.gateway())
                .build();
        return send(Topics.INBOUND, InboundKey.of(reply.shop(), reply.channel(), reply.address()), message);
    }

    @Override
    public CompletableFuture<Void> setAside(String gateway, String token, DeliveryReport report) {
        byte[] kept = JSON.writeValueAsBytes(
                Map.of("token", token, "report", report.getClass().getSimpleName(), "details", report));
        DeadLetter letter = DeadLetter.of(gateway.getBytes(StandardCharsets.UTF_8), kept, new RecordHeaders())
                .with("topic", kafka.layout().name(Topics.RECEIPTS))
                .with("reason", UNKNOWN_TOKEN)
                .with("cause", "a report of gateway " + gateway + " whose token this sender did not sign");
        String topic = kafka.layout().name(Topics.deadLetters(Topics.RECEIPTS));
        return write(new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers()))
                .thenRun(() -> metrics.deadLetter(Topics.RECEIPTS.name(), UNKNOWN_TOKEN));
    }

    /** Sends a record; blocks while the producer's buffer is full or the registry is asked for the first time: not for event loops. */
    private CompletableFuture<Void> send(Topic topic, String key, IndexedRecord value) {
        try {
            String name = kafka.layout().name(topic);
            byte @Nullable [] bytes = serializer.serialize(name, value);
            return write(new ProducerRecord<>(name, key.getBytes(StandardCharsets.UTF_8), bytes));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> write(ProducerRecord<byte[], byte[]> message) {
        return writer.write(message).thenApply(written -> null);
    }

    @Override
    public void close() {
        serializer.close();
    }
}
