package dev.vestnik.service.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody can process, as it came, with where it was and why it is here in headers {@code vestnik-...}. A record that came
 * compressed may be larger than anything we may write: the beginnings of its parts are kept then, and {@code vestnik-truncated} says so.
 * So a dead letter can always be written.
 */
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    private static final int LARGEST_VALUE = 1 << 20;
    private static final int LARGEST_KEY = 8 << 10;
    private static final int LARGEST_HEADERS = 16 << 10;
    private static final int LONGEST_REASON = 1_000;

    /** The dead letter of a record's parts, none of which is changed. */
    public static DeadLetter of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        RecordHeaders kept = new RecordHeaders();
        int size = 0;
        boolean dropped = false;
        for (Header header : headers) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (size <= LARGEST_HEADERS) {
                kept.add(header);
            } else {
                dropped = true;
            }
        }
        DeadLetter letter = new DeadLetter(cut(key, LARGEST_KEY), cut(value, LARGEST_VALUE), kept);
        boolean whole = letter.key == key && letter.value == value && !dropped;
        return whole ? letter : letter.with("truncated", "true");
    }

    /** Says one thing more about the record. */
    public DeadLetter with(String name, String text) {
        String bounded = text.substring(0, Math.min(text.length(), LONGEST_REASON));
        headers.add("vestnik-" + name, bounded.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int limit) {
        return bytes != null && bytes.length > limit ? Arrays.copyOf(bytes, limit) : bytes;
    }
}
