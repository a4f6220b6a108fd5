package dev.vestnik.sender.lane;

import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the records that others wrote to the attempts topic while the lane runs, and hands unreadable ones over to be set aside. Never
 * waits: each transaction of the lane reads a little further.
 */
final class AttemptGaps {
    private final String topic;
    private final String deadLetters;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, AttemptsAside.Builder> aside = new HashMap<>();

    /** @param consumer shared with the {@link AttemptReader}: it may be assigned anew between two transactions */
    AttemptGaps(LaneContext context, Consumer<byte[], byte[]> consumer) {
        this.topic = context.attemptsTopic();
        this.deadLetters =
                context.kafka().layout().name(Topics.deadLetters(context.lane().attempts()));
        this.consumer = consumer;
    }

    void read(Collection<PartitionLedger> ledgers) {
        Map<TopicPartition, PartitionLedger> open = new HashMap<>();
        ledgers.stream()
                .filter(PartitionLedger::hasGap)
                .forEach(ledger ->
                        open.put(new TopicPartition(topic, ledger.partition().partition()), ledger));
        if (open.isEmpty()) {
            aside.clear();
            return;
        }
        begin(open);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (Objects.requireNonNull(open.get(partition)).isInGap(record.offset())) {
                AttemptTail.unusable(record)
                        .ifPresent(poison ->
                                Objects.requireNonNull(aside.get(partition)).add(record, poison));
            }
        }
        open.forEach(this::end);
    }

    private void begin(Map<TopicPartition, PartitionLedger> open) {
        if (aside.keySet().equals(open.keySet()) && consumer.assignment().equals(open.keySet())) {
            return;
        }
        aside.clear();
        consumer.assign(List.copyOf(open.keySet()));
        open.forEach((partition, ledger) -> {
            aside.put(partition, new AttemptsAside.Builder(deadLetters, ledger.gapBegin()));
            consumer.seek(partition, ledger.gapBegin());
        });
    }

    private void end(TopicPartition partition, PartitionLedger ledger) {
        if (!ledger.isInGap(consumer.position(partition))) {
            AttemptsAside.Builder found = Objects.requireNonNull(aside.remove(partition));
            ledger.gapRead(found.build(ledger.gapEnd()));
        }
    }
}
