package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptTail.Found;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The records of one partition that were polled and are not yet behind the committed offset, in order. */
final class PartitionLedger {
    private final TopicPartition partition;
    private final Map<Long, Found> found;
    private final Deque<Tracked> outstanding = new ArrayDeque<>();
    private long position;
    private long attemptsEnd;
    private boolean live = true;
    private OffsetAndMetadata committed;

    /** @param position where this owner begins */
    PartitionLedger(TopicPartition partition, long position, AttemptTail tail) {
        this.partition = partition;
        this.position = position;
        this.found = tail.found();
        this.attemptsEnd = tail.end();
        this.committed = new OffsetAndMetadata(position, CommitNote.write(attemptsEnd));
    }

    TopicPartition partition() {
        return partition;
    }

    Tracked track(ConsumerRecord<byte[], byte[]> record) {
        Tracked tracked = new Tracked(this, record);
        outstanding.addLast(tracked);
        return tracked;
    }

    /** What the previous owner left about a record, told once. */
    Optional<Found> takeFound(long offset) {
        return Optional.ofNullable(found.remove(offset));
    }

    /** The consumer's position: everything before it was polled. */
    void position(long next) {
        position = next;
    }

    /** An attempts record of ours was committed. */
    void attemptsWritten(long attemptsOffset) {
        attemptsEnd = Math.max(attemptsEnd, attemptsOffset + 1);
    }

    /** What to commit when everything that is done now is committed with it. */
    OffsetAndMetadata commitPoint() {
        long offset = position;
        long needed = attemptsEnd;
        boolean open = false;
        for (Tracked tracked : outstanding) {
            if (!open && !tracked.isDone()) {
                open = true;
                offset = tracked.offset();
            }
            if (open && tracked.attemptsSince() >= 0) {
                needed = Math.min(needed, tracked.attemptsSince());
            }
        }
        return new OffsetAndMetadata(offset, CommitNote.write(needed));
    }

    void committed(OffsetAndMetadata point) {
        committed = point;
        while (!outstanding.isEmpty() && outstanding.getFirst().isDone()) {
            outstanding.removeFirst();
        }
    }

    /** Whether the group does not know yet how far this is. */
    boolean isUncommitted() {
        return commitPoint().offset() != committed.offset();
    }

    /** Records that were polled and have no outcome yet. */
    long unfinished() {
        return outstanding.stream().filter(tracked -> !tracked.isDone()).count();
    }

    int size() {
        return outstanding.size();
    }

    boolean isLive() {
        return live;
    }

    /** It belongs to somebody else now. */
    void abandon() {
        live = false;
    }
}
