package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptReader.From;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that this process owns, each with its ledger; takes new ones over by reading the attempts that their last owner left. */
final class Ownership {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** The most bytes of content of a lane; decoded it takes about three times as much, and a sender has three lanes. */
    private static final long MOST_BYTES =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32);

    private final Consumer<byte[], byte[]> consumer;
    private final AttemptReader attempts;
    private final AttemptGaps gaps;
    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();

    Ownership(Consumer<byte[], byte[]> consumer, AttemptReader attempts, AttemptGaps gaps) {
        this.consumer = consumer;
        this.gaps = gaps;
        this.attempts = attempts;
    }

    /** Takes partitions over. The broker answers for the offsets only when no transaction over them is open any more. */
    void take(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions), LIMIT);
        Map<Integer, From> from = new HashMap<>();
        for (TopicPartition partition : partitions) {
            from.put(partition.partition(), begin(partition, committed.get(partition)));
        }
        Map<Integer, AttemptTail> tails = attempts.read(from);
        for (TopicPartition partition : partitions) {
            AttemptTail tail = Objects.requireNonNull(tails.get(partition.partition()));
            ledgers.put(partition, new PartitionLedger(partition, consumer.position(partition), tail));
        }
    }

    private From begin(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
            return new From(0, CommitNote.read(null));
        }
        consumer.seek(partition, committed);
        return new From(committed.offset(), CommitNote.read(committed.metadata()));
    }

    void lose(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            PartitionLedger ledger = ledgers.remove(partition);
            if (ledger != null) {
                ledger.abandon();
            }
        });
    }

    void loseAll() {
        lose(List.copyOf(ledgers.keySet()));
    }

    PendingRecord track(ConsumerRecord<byte[], byte[]> record) {
        PartitionLedger ledger =
                Objects.requireNonNull(ledgers.get(new TopicPartition(record.topic(), record.partition())));
        PendingRecord pending = ledger.track(record);
        ledger.recall(pending, record);
        return pending;
    }

    /** Takes over the consumer's positions, which also move past transaction markers. */
    void polled() {
        ledgers.forEach((partition, ledger) -> ledger.position(consumer.position(partition)));
    }

    /** Whether the bounds of what waits in memory are reached: the lane then fetches nothing, also for ways that have room. */
    boolean isFull() {
        long waiting = 0;
        long bytes = 0;
        for (PartitionLedger ledger : ledgers.values()) {
            waiting += ledger.unfinished();
            bytes += ledger.bytes();
        }
        return waiting >= LaneQueue.MOST_WAITING || bytes >= MOST_BYTES;
    }

    /** Pauses fetching: of all partitions when there is no room, else of those with too many outstanding records. */
    void regulate(boolean wanted) {
        boolean room = wanted && !isFull();
        Set<TopicPartition> resting = consumer.paused();
        ledgers.forEach((partition, ledger) -> {
            boolean fetch = room && ledger.size() < PartitionLedger.MOST_OUTSTANDING;
            boolean paused = resting.contains(partition);
            if (fetch && paused) {
                consumer.resume(List.of(partition));
            } else if (!fetch && !paused) {
                consumer.pause(List.of(partition));
            }
        });
    }

    long lag() {
        return ledgers.entrySet().stream()
                .mapToLong(entry -> consumer.currentLag(entry.getKey()).orElse(0)
                        + entry.getValue().unfinished())
                .sum();
    }

    /** The ledgers with unreadable attempts to be set aside, left by the last owner or written since. */
    List<PartitionLedger> unreadable() {
        gaps.read(ledgers.values());
        return ledgers.values().stream()
                .filter(ledger -> !ledger.aside().isEmpty())
                .toList();
    }

    Collection<PartitionLedger> ledgers() {
        return List.copyOf(ledgers.values());
    }

    /** The ledgers of those of these partitions that this process owns. */
    Collection<PartitionLedger> ledgers(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(ledgers::containsKey)
                .map(ledgers::get)
                .toList();
    }
}
