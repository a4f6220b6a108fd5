package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.progress.Causes;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.DeadLetter;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets aside what nobody can process, with where it was and why it is there in its headers; counted, and logged now and then. */
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final long LOGGED_EVERY_MS = 1_000;

    private final ProcessorContext<byte[], byte[]> context;
    private final EngineMetrics metrics;
    private long loggedAt;

    DeadLetters(ProcessorContext<byte[], byte[]> context, EngineMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    void record(
            Topic topic, Record<byte[], byte[]> record, RecordMetadata at, DeadLetterReason reason, Throwable cause) {
        byte @Nullable [] value = topic == Topics.SHOP_CODES ? null : record.value(); // codes are kept nowhere
        DeadLetter letter = DeadLetter.of(record.key(), value, record.headers())
                .with("topic", at.topic())
                .with("partition", String.valueOf(at.partition()))
                .with("offset", String.valueOf(at.offset()));
        send(topic, letter, reason, cause);
    }

    void wakeUp(WakeupIndex.Due due, DeadLetterReason reason, Throwable cause) {
        DeadLetter letter = DeadLetter.of(due.customer(), null, new RecordHeaders())
                .with("wake-up", due.wakeClass() + "@" + due.at());
        send(Topics.DECISIONS, letter, reason, cause);
    }

    /** A customer whom a launch of a campaign came to and could not reach. */
    void launch(Launch launch, byte[] customer, DeadLetterReason reason, Throwable cause) {
        DeadLetter letter = DeadLetter.of(customer, null, new RecordHeaders())
                .with("campaign", launch.journey() + "/" + launch.run());
        send(Topics.DECISIONS, letter, reason, cause);
    }

    @SuppressWarnings("NullAway") // a record may have no key and no value
    private void send(Topic topic, DeadLetter letter, DeadLetterReason reason, Throwable cause) {
        letter.with("reason", reason.label()).with("cause", Causes.describe(cause));
        context.forward(
                new Record<>(letter.key(), letter.value(), context.currentSystemTimeMs(), letter.headers()),
                Topics.deadLetters(topic).name());
        count(topic, reason, cause);
    }

    private void count(Topic topic, DeadLetterReason reason, Throwable cause) {
        metrics.deadLetter(topic, reason);
        long now = context.currentSystemTimeMs();
        if (Math.abs(now - loggedAt) >= LOGGED_EVERY_MS) {
            loggedAt = now;
            log.warn(
                    "dead-letter topic={} reason={} cause=\"{}\"",
                    topic.name(),
                    reason.label(),
                    Causes.describe(cause));
        }
    }
}
