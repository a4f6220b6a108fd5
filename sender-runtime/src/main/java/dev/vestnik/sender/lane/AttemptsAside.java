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
 * @param letters what is kept of them
 * @param reasons of the letters, for the counter
 * @param dropped how many more there were than are kept
 * @param end the records before this attempts offset are set aside with these letters, or were before
 */
record AttemptsAside(List<ProducerRecord<byte[], byte[]>> letters, List<String> reasons, int dropped, long end) {

    static AttemptsAside nothing() {
        return new AttemptsAside(List.of(), List.of(), 0, 0);
    }

    boolean isEmpty() {
        return letters.isEmpty() && dropped == 0;
    }

    /** These are written: what remains to be known is how far they went. */
    AttemptsAside written() {
        return new AttemptsAside(List.of(), List.of(), 0, end);
    }

    /** These and those behind them. */
    AttemptsAside and(AttemptsAside next) {
        return new AttemptsAside(
                Stream.concat(letters.stream(), next.letters.stream()).toList(),
                Stream.concat(reasons.stream(), next.reasons.stream()).toList(),
                dropped + next.dropped,
                Math.max(end, next.end));
    }

    /** Collects them, each once: what a previous owner has set aside is not set aside again. */
    static final class Builder {
        private static final int MOST_LETTERS = 500;
        private static final int MOST_BYTES = 2 << 20;

        private final String topic;
        private final long begin;
        private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private int bytes;
        private int dropped;
        private boolean any;

        /**
         * @param topic of the dead letters
         * @param begin what stands before this attempts offset was set aside by a previous owner
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
            ProducerRecord<byte[], byte[]> letter = DeadLetters.of(topic, record, record.value(), poison);
            int size = length(letter.key()) + length(letter.value());
            if (letters.size() >= MOST_LETTERS || bytes + size > MOST_BYTES) {
                dropped++;
            } else {
                bytes += size;
                letters.add(letter);
                reasons.add(poison.reason());
            }
        }

        private static int length(byte @Nullable [] part) {
            return part == null ? 0 : part.length;
        }

        AttemptsAside build(long end) {
            return new AttemptsAside(letters, reasons, dropped, any ? end : 0);
        }
    }
}
