package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptTail.Found;
import dev.vestnik.sender.lane.AttemptTail.Unread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The records of one partition that were polled and are not yet behind the committed offset, in order. */
final class PartitionLedger {
    private final TopicPartition partition;
    /** The bound of fetching: a message that cannot end holds its partition only when so many are behind it. */
    static final int MOST_OUTSTANDING = 50_000;

    /** The most records of a partition that can be outstanding in any sender: the bound of fetching and one more poll. */
    private static final int MOST_MISTRUSTED = MOST_OUTSTANDING + 500;

    /** From here on a message that is put off goes back to the engine, before it holds its partition. */
    private static final int CROWDED = MOST_OUTSTANDING / 2;

    private final Map<Long, Found> found;
    private final @Nullable Unread unread;
    private final Deque<PendingRecord> outstanding = new ArrayDeque<>();
    /** The number of outstanding records that need the attempts from an offset on. */
    private final TreeMap<Long, Integer> needed = new TreeMap<>();

    private int done;
    private long bytes;
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
        Map<Long, Integer> passed = new HashMap<>();
        long offset = position;
        for (PendingRecord pending : outstanding) {
            if (!pending.isDone()) {
                offset = pending.offset();
                break;
            }
            passed.merge(pending.attemptsSince(), 1, Integer::sum);
        }
        long end = hasGap() ? Math.min(gapBegin, attemptsEnd) : attemptsEnd;
        return new OffsetAndMetadata(offset, CommitNote.write(Math.min(end, firstNeeded(passed)), aside.end()));
    }

    /** The first attempts offset that a record needs which is not passed yet. */
    private long firstNeeded(Map<Long, Integer> passed) {
        for (Map.Entry<Long, Integer> entry : needed.entrySet()) {
            if (entry.getValue() > passed.getOrDefault(entry.getKey(), 0)) {
                return entry.getKey();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Notes that a record needs the attempts from another offset on; -1 for none. */
    void needs(long before, long now) {
        if (before >= 0) {
            needed.computeIfPresent(before, (_, count) -> count == 1 ? null : count - 1);
        }
        if (now >= 0) {
            needed.merge(now, 1, Integer::sum);
        }
    }

    /** Notes that so many more records are done. */
    void done(int more) {
        done += more;
    }

    /** Notes that so many more bytes of content are in memory. */
    void holds(int more) {
        bytes += more;
    }

    /** The bytes of the content in memory. */
    long bytes() {
        return bytes;
    }

    void committed(OffsetAndMetadata point) {
        committed = point;
        aside = aside.written();
        while (!outstanding.isEmpty() && outstanding.getFirst().isDone()) {
            PendingRecord passed = outstanding.removeFirst();
            needs(passed.attemptsSince(), -1);
            done--;
        }
    }

    /** Whether the committed offset is behind this ledger. */
    boolean isUncommitted() {
        return commitPoint().offset() != committed.offset();
    }

    /** The number of polled records without an outcome. */
    long unfinished() {
        return outstanding.size() - done;
    }

    /** The record that holds the committed offset back while too many others wait behind it; null when there is none. */
    @Nullable
    PendingRecord crowded() {
        if (outstanding.size() < CROWDED) {
            return null;
        }
        for (PendingRecord pending : outstanding) {
            if (!pending.isDone()) {
                return pending;
            }
        }
        return null;
    }

    int size() {
        return outstanding.size();
    }

    boolean isLive() {
        return live;
    }

    /** Marks the partition as another process's, and forgets its backlog: attempts that outlive the loss lead here for a while. */
    void abandon() {
        live = false;
        outstanding.clear();
        found.clear();
        needed.clear();
    }
}
