package dev.vestnik.engine.deadletters;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Whether a dead letter can be written to its topic again, and as what. A pure function of the letter. */
sealed interface Replay {
    /** Their records have their meaning at their place alone. */
    Set<String> NOT_BY_HAND = Set.of(Topics.DEFINITIONS.name(), Topics.DECISIONS.name());

    String OURS = "vestnik-";

    /** The record as it was, in its partition, without what says why it was set aside. */
    record Again(ProducerRecord<byte[], byte[]> record) implements Replay {}

    /** @param why a sentence for the operator */
    record Not(String why) implements Replay {}

    /** @param topic whose dead letter it is: what its header says of that is not asked */
    static Replay of(Topic topic, TopicLayout layout, ConsumerRecord<byte[], byte[]> letter, Instant now) {
        LetterView view = LetterView.of(letter);
        if (view.wakeUp() != null) {
            return new Not("a wake-up has no record; it comes again by itself");
        }
        if (NOT_BY_HAND.contains(topic.name()) || topic.name().startsWith("attempts.")) {
            return new Not("a record of " + topic.name() + " means something at its own place alone");
        }
        if (view.truncated()) {
            return new Not("it was too large to be kept whole; whoever wrote it has to write it again");
        }
        if (letter.value() == null) {
            return new Not("it has no value: codes are kept nowhere, and other records without one say nothing");
        }
        Integer partition = view.partition();
        boolean known = partition != null && partition >= 0 && partition < layout.partitions(topic);
        return new Again(new ProducerRecord<>(
                layout.name(topic), known ? partition : null, letter.key(), letter.value(), headers(letter, now)));
    }

    private static RecordHeaders headers(ConsumerRecord<byte[], byte[]> letter, Instant now) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(OURS)) {
                headers.add(header);
            }
        }
        headers.add(OURS + "replayed", now.toString().getBytes(StandardCharsets.UTF_8));
        return headers;
    }
}
