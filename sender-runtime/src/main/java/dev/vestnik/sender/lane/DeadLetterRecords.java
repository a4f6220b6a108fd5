package dev.vestnik.sender.lane;

import dev.vestnik.service.kafka.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes dead letters of records that a sender cannot use. */
final class DeadLetterRecords {
    private DeadLetterRecords() {}

    /**
     * @param topic of the dead letters
     * @param value the part of the record's value that is kept
     */
    @SuppressWarnings("NullAway") // a record may have no key and no value
    static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, PoisonException poison) {
        DeadLetter deadLetter = DeadLetter.of(record.key(), value, record.headers())
                .with("topic", record.topic())
                .with("partition", String.valueOf(record.partition()))
                .with("offset", String.valueOf(record.offset()))
                .with("reason", poison.reason())
                .with("cause", String.valueOf(poison.getMessage()));
        return new ProducerRecord<>(topic, null, deadLetter.key(), deadLetter.value(), deadLetter.headers());
    }
}
