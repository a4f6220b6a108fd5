package dev.vestnik.sender.lane;

import dev.vestnik.service.kafka.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sets aside what came on a topic that a sender reads. */
final class DeadLetters {
    private DeadLetters() {}

    /**
     * @param topic of the dead letters
     * @param value what is kept of the record
     */
    @SuppressWarnings("NullAway") // a record may have no key and no value
    static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, PoisonException poison) {
        DeadLetter letter = DeadLetter.of(record.key(), value, record.headers())
                .with("topic", record.topic())
                .with("partition", String.valueOf(record.partition()))
                .with("offset", String.valueOf(record.offset()))
                .with("reason", poison.reason())
                .with("cause", String.valueOf(poison.getMessage()));
        return new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers());
    }
}
