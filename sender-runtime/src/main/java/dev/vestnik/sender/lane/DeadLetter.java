package dev.vestnik.sender.lane;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody can process, as it came, with where it was and why it is here in its headers. What came compressed may be larger
 * than anything we may write: of that the beginnings are kept.
 */
final class DeadLetter {
    private static final int LARGEST_VALUE = 1 << 20;
    private static final int LARGEST_KEY = 8 << 10;
    private static final int LARGEST_HEADERS = 16 << 10;
    private static final int LONGEST_CAUSE = 1_000;

    private DeadLetter() {}

    /**
     * @param topic of the dead letters
     * @param value what is kept of the record
     */
    @SuppressWarnings("NullAway") // a record may have no key and no value
    static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, PoisonException poison) {
        List<Header> kept = kept(record.headers());
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, null, cut(record.key(), LARGEST_KEY), cut(value, LARGEST_VALUE), kept);
        Headers headers = letter.headers();
        add(headers, "topic", record.topic());
        add(headers, "partition", String.valueOf(record.partition()));
        add(headers, "offset", String.valueOf(record.offset()));
        add(headers, "reason", poison.reason());
        String cause = String.valueOf(poison.getMessage());
        add(headers, "cause", cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)));
        if (isLarger(value, LARGEST_VALUE)
                || isLarger(record.key(), LARGEST_KEY)
                || kept.size() < record.headers().toArray().length) {
            add(headers, "truncated", "true");
        }
        return letter;
    }

    private static List<Header> kept(Headers headers) {
        List<Header> kept = new ArrayList<>();
        int size = 0;
        for (Header header : headers) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (size <= LARGEST_HEADERS) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int limit) {
        return bytes != null && bytes.length > limit ? Arrays.copyOf(bytes, limit) : bytes;
    }

    private static boolean isLarger(byte @Nullable [] bytes, int limit) {
        return bytes != null && bytes.length > limit;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("vestnik-" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
