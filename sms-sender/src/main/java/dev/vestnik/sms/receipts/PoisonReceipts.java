package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.kafka.DeadLetter;
import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
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
 * Sets aside what the correlation cannot read or process, with its cause, in the transaction that passes it. Made by Kafka Streams, from
 * what its configuration has under {@link #WORLD}.
 */
public final class PoisonReceipts implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    /** Where the configuration has a {@link World}. */
    static final String WORLD = "vestnik.receipts.world";

    private @Nullable World world;

    /** What it works with. */
    record World(KafkaSettings kafka, SenderMetrics metrics) {}

    @Override
    public void configure(Map<String, ?> configs) {
        world = (World) Objects.requireNonNull(configs.get(WORLD));
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
        DeadLetter letter = DeadLetter.of(context.sourceRawKey(), context.sourceRawValue(), context.headers());
        return ProcessingExceptionHandler.Response.resume(List.of(setAside(context, letter, "invalid", cause)));
    }

    @SuppressWarnings("NullAway") // a record may have no key and no value
    private ProducerRecord<byte[], byte[]> setAside(
            ErrorHandlerContext context, DeadLetter letter, String reason, Exception cause) {
        World here = Objects.requireNonNull(world);
        String receipts = here.kafka().layout().name(Topics.SMS_PROVIDER_RECEIPTS);
        Topic topic = receipts.equals(context.topic()) ? Topics.SMS_PROVIDER_RECEIPTS : Topics.SMS_SUBMISSIONS;
        here.metrics().deadLetter(topic.name(), reason);
        letter.with("topic", String.valueOf(context.topic()))
                .with("partition", String.valueOf(context.partition()))
                .with("offset", String.valueOf(context.offset()))
                .with("reason", reason)
                .with("cause", String.valueOf(cause.getMessage()));
        String to = here.kafka().layout().name(Topics.deadLetters(topic));
        return new ProducerRecord<>(to, null, letter.key(), letter.value(), letter.headers());
    }
}
