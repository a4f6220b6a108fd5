package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.DeadLetter;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sets records aside that the correlation cannot read or process, with the cause, in the transaction that passes them. This is for faults
 * of the record itself: an absent registry, a full disk or a lost broker ends the thread, and its successor processes the record again.
 * Kafka Streams makes the handler, with the {@link PoisonContext} that its configuration has under {@link #CONTEXT}. The handler counts
 * before the transaction ends: a record that is set aside again after an abort counts again.
 */
public final class PoisonReceipts implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    /** The key under which the configuration has a {@link PoisonContext}. */
    static final String CONTEXT = "vestnik.receipts.world";

    private static final int DEEPEST_CAUSE = 20;

    private @Nullable PoisonContext poisonContext;

    /** Collaborators of the handler. */
    record PoisonContext(KafkaSettings kafka, SenderMetrics metrics) {}

    @Override
    public void configure(Map<String, ?> configs) {
        poisonContext = (PoisonContext) Objects.requireNonNull(configs.get(CONTEXT));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
        DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers());
        return DeserializationExceptionHandler.Response.resume(List.of(setAside(context, letter, "unreadable", cause)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception cause) {
        if (!isPoison(cause)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        DeadLetter letter = DeadLetter.of(context.sourceRawKey(), context.sourceRawValue(), context.headers());
        return ProcessingExceptionHandler.Response.resume(List.of(setAside(context, letter, "invalid", cause)));
    }

    private static boolean isPoison(Exception thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof PoisonReceiptException) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("NullAway") // a record may have no key and no value
    private ProducerRecord<byte[], byte[]> setAside(
            ErrorHandlerContext context, DeadLetter letter, String reason, Exception cause) {
        PoisonContext here = Objects.requireNonNull(poisonContext);
        Topic topic = source(here, context.topic());
        here.metrics().deadLetter(topic.name(), reason);
        letter.with("topic", String.valueOf(context.topic()))
                .with("partition", String.valueOf(context.partition()))
                .with("offset", String.valueOf(context.offset()))
                .with("reason", reason)
                .with("cause", String.valueOf(cause.getMessage()));
        String to = here.kafka().layout().name(Topics.deadLetters(topic));
        return new ProducerRecord<>(to, null, letter.key(), letter.value(), letter.headers());
    }

    /** The topic that a record came from; of internal topics, the one that feeds them. */
    private static Topic source(PoisonContext here, String name) {
        for (Topic topic : List.of(Topics.SMS_PROVIDER_RECEIPTS, Topics.SMS_REPLY_PARTS)) {
            if (here.kafka().layout().name(topic).equals(name)) {
                return topic;
            }
        }
        return Topics.SMS_SUBMISSIONS;
    }
}
