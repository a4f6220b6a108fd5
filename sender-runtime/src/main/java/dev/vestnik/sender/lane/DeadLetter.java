package dev.vestnik.sender.lane;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record that nobody can process, as it came, with where it was and why it is here in its headers. */
final class DeadLetter {
    private static final int LARGEST = 1 << 20;

    private DeadLetter() {}

    /**
     * @param topic of the dead letters
     * @param value what is kept of the record
     */
    @SuppressWarnings("NullAway") // a record may have no key and no value
    static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, PoisonException poison) {
        boolean tooLarge = value != null && value.length > LARGEST;
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                topic, null, record.key(), tooLarge ? Arrays.copyOf(value, LARGEST) : value, record.headers());
        Headers headers = letter.headers();
        add(headers, "topic", record.topic());
        add(headers, "partition", String.valueOf(record.partition()));
        add(headers, "offset", String.valueOf(record.offset()));
        add(headers, "reason", poison.reason());
        add(headers, "cause", String.valueOf(poison.getMessage()));
        if (tooLarge) {
            add(headers, "truncated", "true");
        }
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("vestnik-" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
