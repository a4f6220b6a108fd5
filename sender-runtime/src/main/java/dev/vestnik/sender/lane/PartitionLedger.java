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
    /** As many records of a partition may be outstanding at once, in any sender: those that are fetched and one more poll. */
    private static final int MOST_MISTRUSTED = 5_500;

    private final Map<Long, Found> found;
    private final @Nullable Unread unread;
    private final Deque<Tracked> outstanding = new ArrayDeque<>();
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

    Tracked track(ConsumerRecord<byte[], byte[]> record) {
        Tracked tracked = new Tracked(this, record);
        outstanding.addLast(tracked);
        return tracked;
    }

    /** Tells a record what the previous owner left about it, and whether that may not be all. */
    void recall(Tracked tracked, ConsumerRecord<byte[], byte[]> record) {
        Found known = found.remove(record.offset());
        if (known != null) {
            tracked.left(known);
        }
        recalled++;
        if (unread != null && recalled <= MOST_MISTRUSTED && unread.concerns(record, known)) {
            tracked.mistrust(unread.first());
        }
    }

    /** The attempts that could not be read and are not among the dead letters yet. */
    AttemptsAside aside() {
        return aside;
    }

    /** The consumer's position: everything before it was polled. */
    void position(long next) {
        position = next;
    }

    /** An attempts record of ours was committed; the marker of its transaction is behind it. Anything else in between is not ours. */
    void attemptsWritten(long attemptsOffset) {
        if (attemptsOffset > nextAttempts) {
            gapBegin = hasGap() ? gapBegin : nextAttempts;
            gapEnd = attemptsOffset;
        }
        attemptsEnd = Math.max(attemptsEnd, attemptsOffset + 1);
        nextAttempts = Math.max(nextAttempts, attemptsOffset + 2);
    }

    /** Whether there are attempts before our last that are not read yet; the next owner reads them if this one does not. */
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

    /** What to commit when everything that is done now is committed with it. */
    OffsetAndMetadata commitPoint() {
        long offset = position;
        long needed = hasGap() ? Math.min(gapBegin, attemptsEnd) : attemptsEnd;
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
        return new OffsetAndMetadata(offset, CommitNote.write(needed, aside.end()));
    }

    void committed(OffsetAndMetadata point) {
        committed = point;
        aside = aside.written();
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

    /** It belongs to another process now. */
    void abandon() {
        live = false;
    }
}
