package dev.vestnik.engine.streams;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
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
    private static final int LARGEST = 1 << 20;
    private static final long LOGGED_EVERY_MS = 1_000;

    private final ProcessorContext<byte[], byte[]> context;
    private final EngineMetrics metrics;
    private long loggedAt;

    DeadLetters(ProcessorContext<byte[], byte[]> context, EngineMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** @param reason low in cardinality */
    void record(Topic topic, Record<byte[], byte[]> record, RecordMetadata at, String reason, Throwable cause) {
        Headers headers = new RecordHeaders(record.headers());
        add(headers, "topic", at.topic());
        add(headers, "partition", String.valueOf(at.partition()));
        add(headers, "offset", String.valueOf(at.offset()));
        why(headers, reason, cause);
        byte @Nullable [] value = record.value();
        if (topic == Topics.SHOP_CODES) {
            value = null; // codes are kept nowhere
        } else if (value != null && value.length > LARGEST) {
            value = Arrays.copyOf(value, LARGEST);
            add(headers, "truncated", "true");
        }
        send(topic, record.key(), value, headers);
        count(topic, reason, cause);
    }

    void wakeUp(WakeupIndex.Due due, Throwable cause) {
        Headers headers = new RecordHeaders();
        add(headers, "wake-up", due.wakeClass() + "@" + due.at());
        why(headers, "undecidable", cause);
        send(Topics.DECISIONS, due.customer(), null, headers);
        count(Topics.DECISIONS, "undecidable", cause);
    }

    @SuppressWarnings("NullAway") // a record may have no key and no value
    private void send(Topic topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        context.forward(
                new Record<>(key, value, context.currentSystemTimeMs(), headers),
                Topics.deadLetters(topic).name());
    }

    private static void why(Headers headers, String reason, Throwable cause) {
        add(headers, "reason", reason);
        add(headers, "cause", describe(cause));
    }

    /** Where the rules failed, their message is not told: it may quote the customer's data. */
    private static String describe(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        boolean tells = cause instanceof org.apache.kafka.common.errors.SerializationException
                || cause instanceof TooLargeException;
        String detail = tells ? String.valueOf(cause.getMessage()) : trace.length == 0 ? "" : "at " + trace[0];
        return cause.getClass().getSimpleName() + " " + (detail.length() > 300 ? detail.substring(0, 300) : detail);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("vestnik-" + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void count(Topic topic, String reason, Throwable cause) {
        metrics.deadLetter(topic, reason);
        long now = context.currentSystemTimeMs();
        if (Math.abs(now - loggedAt) >= LOGGED_EVERY_MS) {
            loggedAt = now;
            log.warn("dead-letter topic={} reason={} cause=\"{}\"", topic.name(), reason, describe(cause));
        }
    }
}
