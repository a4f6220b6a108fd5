package dev.vestnik.sender.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of an attempts partition that are no readable attempts, on their way to the dead letters.
 *
 * @param deadLetters the dead letters made of them
 * @param reasons of the dead letters, for the counter
 * @param dropped the number of records beyond the bounds, of which no dead letter is made
 * @param end the attempts offset up to which unreadable records are set aside, by these dead letters or earlier ones
 */
record AttemptsAside(List<ProducerRecord<byte[], byte[]>> deadLetters, List<String> reasons, int dropped, long end) {

    static AttemptsAside nothing() {
        return new AttemptsAside(List.of(), List.of(), 0, 0);
    }

    boolean isEmpty() {
        return deadLetters.isEmpty() && dropped == 0;
    }

    /** The state after these were written: only the offset up to which they reach remains. */
    AttemptsAside written() {
        return new AttemptsAside(List.of(), List.of(), 0, end);
    }

    /** Joins these with the next ones of the same partition. */
    AttemptsAside and(AttemptsAside next) {
        return new AttemptsAside(
                Stream.concat(deadLetters.stream(), next.deadLetters.stream()).toList(),
                Stream.concat(reasons.stream(), next.reasons.stream()).toList(),
                dropped + next.dropped,
                Math.max(end, next.end));
    }

    /** Collects unreadable records, each once: a record that a previous owner has set aside is skipped. */
    static final class Builder {
        private static final int MOST_LETTERS = 500;
        private static final int MOST_BYTES = 2 << 20;

        private final String topic;
        private final long begin;
        private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private int bytes;
        private int dropped;
        private boolean any;

        /**
         * @param topic of the dead letters
         * @param begin the attempts offset before which a previous owner has set everything aside
         */
        Builder(String topic, long begin) {
            this.topic = topic;
            this.begin = begin;
        }

        void add(ConsumerRecord<byte[], byte[]> record, PoisonException poison) {
            any = true;
            if (record.offset() < begin) {
                return;
            }
            ProducerRecord<byte[], byte[]> deadLetter = DeadLetterRecords.of(topic, record, record.value(), poison);
            int size = length(deadLetter.key()) + length(deadLetter.value());
            if (deadLetters.size() >= MOST_LETTERS || bytes + size > MOST_BYTES) {
                dropped++;
            } else {
                bytes += size;
                deadLetters.add(deadLetter);
                reasons.add(poison.reason());
            }
        }

        private static int length(byte @Nullable [] part) {
            return part == null ? 0 : part.length;
        }

        AttemptsAside build(long end) {
            return new AttemptsAside(deadLetters, reasons, dropped, any ? end : 0);
        }
    }
}
