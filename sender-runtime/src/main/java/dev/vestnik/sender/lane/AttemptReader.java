package dev.vestnik.sender.lane;

import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the attempts that the previous owner of a partition left, to the end of the log with uncommitted records counted: the broker may
 * have let a transaction of that owner through before it heard of the new one, and the reader waits until that transaction ends.
 *
 * <p>A record that no sender can have written says nothing about any message. A record that a sender wrote and this version cannot read may
 * be about any message: every message that was in the lane when it was written, and is not known to have ended, is in doubt.
 *
 */
final class AttemptReader {
    /** The longest wait without progress. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final String deadLetters;
    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;

    AttemptReader(LaneContext context, Consumer<byte[], byte[]> consumer, Admin admin) {
        this.topic = context.attemptsTopic();
        this.deadLetters =
                context.kafka().layout().name(Topics.deadLetters(context.lane().attempts()));
        this.consumer = consumer;
        this.admin = admin;
    }

    /**
     * @param lane the first lane offset without an outcome
     * @param note where the attempts of the partition begin, and up to where the unreadable ones are set aside
     */
    record From(long lane, CommitNote note) {}

    /**
     * @param from by partition number
     * @throws KafkaException when the reader comes no nearer to the end for {@link #LIMIT}
     */
    Map<Integer, AttemptTail> read(Map<Integer, From> from) {
        Map<TopicPartition, Long> ends = ends(from.keySet().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList());
        Map<Integer, AttemptTail.Builder> tails = new HashMap<>();
        consumer.assign(ends.keySet());
        from.forEach((partition, start) -> {
            tails.put(
                    partition,
                    new AttemptTail.Builder(
                            start.lane(),
                            new AttemptsAside.Builder(deadLetters, start.note().aside())));
            TopicPartition attempts = new TopicPartition(topic, partition);
            start.note()
                    .attempts()
                    .ifPresentOrElse(
                            offset -> consumer.seek(attempts, offset),
                            () -> consumer.seekToBeginning(List.of(attempts)));
        });
        readTo(ends, tails);
        Map<Integer, AttemptTail> read = new HashMap<>();
        ends.forEach((partition, end) -> read.put(
                partition.partition(),
                Objects.requireNonNull(tails.get(partition.partition())).build(end)));
        return read;
    }

    private void readTo(Map<TopicPartition, Long> ends, Map<Integer, AttemptTail.Builder> tails) {
        long progressAt = System.nanoTime();
        long reached = -1;
        while (isBehind(ends)) {
            long now = ends.keySet().stream().mapToLong(consumer::position).sum();
            if (now > reached) {
                reached = now;
                progressAt = System.nanoTime();
            } else if (System.nanoTime() - progressAt > LIMIT.toNanos()) {
                throw new TimeoutException("a transaction of the previous owner is still open, in one of " + ends);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Objects.requireNonNull(tails.get(record.partition())).add(record);
            }
        }
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get();
            return ends.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the end of the attempts is not known", e.getCause());
        }
    }
}
