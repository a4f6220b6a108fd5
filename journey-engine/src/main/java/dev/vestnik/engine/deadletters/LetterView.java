package dev.vestnik.engine.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as an operator sees it: where it was and why it is here, not what is in it.
 *
 * @param offset in the topic of dead letters
 * @param at when it was set aside
 * @param reason a word
 * @param cause a sentence
 * @param partition where it was; null for a wake-up
 * @param was its offset there; null for a wake-up
 * @param wakeUp which wake-up could not be decided; null for a record
 * @param campaign which launch, of which campaign, came to the customer and could not be decided; null for a record
 * @param truncated it was too large to be kept whole
 * @param replayed when it was last written to its topic again before it came back here; null: never
 * @param bytes of its value; null where it has none
 * @param head the value's first 5 bytes in hexadecimal digits: the format's byte and the schema's id, and nothing of what the record says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterView(
        long offset,
        Instant at,
        String reason,
        String cause,
        @Nullable Integer partition,
        @Nullable Long was,
        @Nullable String wakeUp,
        @Nullable String campaign,
        boolean truncated,
        @Nullable String replayed,
        @Nullable Integer bytes,
        @Nullable String head) {
    private static final int HEAD = 5;

    static LetterView of(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        String partition = said(headers, "partition");
        String was = said(headers, "offset");
        byte @Nullable [] value = letter.value();
        return new LetterView(
                letter.offset(),
                Instant.ofEpochMilli(letter.timestamp()),
                known(said(headers, "reason")),
                known(said(headers, "cause")),
                partition == null ? null : number(partition).intValue(),
                was == null ? null : number(was),
                said(headers, "wake-up"),
                said(headers, "campaign"),
                said(headers, "truncated") != null,
                said(headers, "replayed"),
                value == null ? null : value.length,
                value == null ? null : HexFormat.of().formatHex(value, 0, Math.min(HEAD, value.length)));
    }

    /** The text of a header of ours; null where there is none. */
    static @Nullable String said(Headers headers, String name) {
        Header header = headers.lastHeader("vestnik-" + name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String known(@Nullable String text) {
        return text == null ? "unknown" : text;
    }

    /** -1 for what no service of ours has written. */
    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return -1L;
        }
    }
}
