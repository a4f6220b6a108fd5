package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptTail.Found;
import dev.vestnik.sender.lane.AttemptTail.Unread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The records of one partition that were polled and are not yet behind the committed offset, in order. */
final class PartitionLedger {
    private final TopicPartition partition;
    /** The most records of a partition that can be outstanding in any sender: the bound of fetching and one more poll. */
    private static final int MOST_MISTRUSTED = 5_500;

    private final Map<Long, Found> found;
    private final @Nullable Unread unread;
    private final Deque<PendingRecord> outstanding = new ArrayDeque<>();
    private long position;
    private AttemptsAside aside;
    private int recalled;
    private long attemptsEnd;
    private long nextAttempts;
    private long gapBegin;
    private long gapEnd;
    private boolean live = true;
    private OffsetAndMetadata committed;

    /** @param position where this owner begins */
    PartitionLedger(TopicPartition partition, long position, AttemptTail tail) {
        this.partition = partition;
        this.position = position;
        this.found = tail.found();
        this.unread = tail.unread();
        this.aside = tail.aside();
        this.attemptsEnd = tail.end();
        this.nextAttempts = tail.end();
        this.committed = new OffsetAndMetadata(position, CommitNote.write(attemptsEnd, 0));
    }

    TopicPartition partition() {
        return partition;
    }

    PendingRecord track(ConsumerRecord<byte[], byte[]> record) {
        PendingRecord pending = new PendingRecord(this, record);
        outstanding.addLast(pending);
        return pending;
    }

    /** Hands a record the entry that its previous owner left, and marks it when unreadable attempts may be about it too. */
    void recall(PendingRecord pending, ConsumerRecord<byte[], byte[]> record) {
        Found known = found.remove(record.offset());
        if (known != null) {
            pending.left(known);
        }
        recalled++;
        if (unread != null && recalled <= MOST_MISTRUSTED && unread.concerns(record, known)) {
            pending.mistrust(unread.first());
        }
    }

    /** The unreadable attempts records that are not among the dead letters yet. */
    AttemptsAside aside() {
        return aside;
    }

    /** The consumer's position: everything before it was polled. */
    void position(long next) {
        position = next;
    }

    /** Takes note of a committed attempts record of ours, followed by its transaction's marker. Records in between are not ours: a gap. */
    void attemptsWritten(long attemptsOffset) {
        if (attemptsOffset > nextAttempts) {
            gapBegin = hasGap() ? gapBegin : nextAttempts;
            gapEnd = attemptsOffset;
        }
        attemptsEnd = Math.max(attemptsEnd, attemptsOffset + 1);
        nextAttempts = Math.max(nextAttempts, attemptsOffset + 2);
    }

    /** Whether attempts before our last one are not read yet; the next owner reads them if this one does not. */
    boolean hasGap() {
        return gapBegin < gapEnd;
    }

    boolean isInGap(long attemptsOffset) {
        return gapBegin <= attemptsOffset && attemptsOffset < gapEnd;
    }

    long gapBegin() {
        return gapBegin;
    }

    /** The first attempts offset behind the gap. */
    long gapEnd() {
        return gapEnd;
    }

    /** @param found in the gap */
    void gapRead(AttemptsAside found) {
        aside = aside.and(found);
        gapBegin = gapEnd;
    }

    /** The offset and note to commit in the transaction that also commits every record that is done now. */
    OffsetAndMetadata commitPoint() {
        long offset = position;
        long needed = hasGap() ? Math.min(gapBegin, attemptsEnd) : attemptsEnd;
        boolean open = false;
        for (PendingRecord pending : outstanding) {
            if (!open && !pending.isDone()) {
                open = true;
                offset = pending.offset();
            }
            if (open && pending.attemptsSince() >= 0) {
                needed = Math.min(needed, pending.attemptsSince());
            }
        }
        return new OffsetAndMetadata(offset, CommitNote.write(needed, aside.end()));
    }

    void committed(OffsetAndMetadata point) {
        committed = point;
        aside = aside.written();
        while (!outstanding.isEmpty() && outstanding.getFirst().isDone()) {
            outstanding.removeFirst();
        }
    }

    /** Whether the committed offset is behind this ledger. */
    boolean isUncommitted() {
        return commitPoint().offset() != committed.offset();
    }

    /** The number of polled records without an outcome. */
    long unfinished() {
        return outstanding.stream().filter(pending -> !pending.isDone()).count();
    }

    int size() {
        return outstanding.size();
    }

    boolean isLive() {
        return live;
    }

    /** Marks the partition as another process's. */
    void abandon() {
        live = false;
    }
}
