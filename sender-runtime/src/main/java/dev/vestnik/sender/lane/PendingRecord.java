package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptTail.Found;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A lane record from its poll until the committed offset is behind it. Belongs to the lane's thread. */
final class PendingRecord {
    private final PartitionLedger ledger;
    private final long offset;
    private @Nullable ConsumerRecord<byte[], byte[]> record;
    private @Nullable LaneMessage message;
    private @Nullable OpenAttempt openAttempt;
    private boolean done;
    private long attemptsSince = -1;
    private int doubts;
    private @Nullable String doubtedAt;
    private int misses;
    private long notBefore;
    private @Nullable AttemptEntry left;
    private boolean mistrusted;

    PendingRecord(PartitionLedger ledger, ConsumerRecord<byte[], byte[]> record) {
        this.ledger = ledger;
        this.offset = record.offset();
        this.record = record;
    }

    PartitionLedger ledger() {
        return ledger;
    }

    long offset() {
        return offset;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return Objects.requireNonNull(record, "its content was dropped with its outcome");
    }

    /** The decoded message; null when it is not decoded yet or is dropped. */
    @Nullable
    LaneMessage message() {
        return message;
    }

    /** Decodes the message once. */
    LaneMessage message(LaneMessageDecoder decoder) throws PoisonException {
        if (message == null) {
            message = decoder.decode(record());
        }
        return message;
    }

    boolean isDone() {
        return done;
    }

    /** Says whether the record has an outcome, or will have one as soon as the running transaction commits. */
    void done(boolean now) {
        done = now;
    }

    /** Drops the content once the outcome is committed: only the place in the order is still needed. */
    void dropContent() {
        record = null;
        message = null;
        openAttempt = null;
    }

    /** The attempts offset of the first entry about this record; -1 when there is none. */
    long attemptsSince() {
        return attemptsSince;
    }

    void attemptsSince(long attemptsOffset) {
        if (attemptsSince < 0) {
            attemptsSince = attemptsOffset;
        }
    }

    int doubts() {
        return doubts;
    }

    void doubts(int count) {
        doubts = count;
    }

    /** Counts a doubt: the answer was lost, and the lane waits for it no more. */
    void inDoubt(@Nullable String gateway) {
        doubts++;
        doubtedAt = gateway;
        openAttempt = null;
    }

    /** The gateway whose answer was lost last; null when it is not known. */
    @Nullable
    String doubtedAt() {
        return doubtedAt;
    }

    /** Whether the attempts say, or may say, something about this record that was not acted upon yet. */
    boolean hasPast() {
        return left != null || mistrusted;
    }

    /** The entry that the previous owner left about this record; null when there is none or it was acted upon. */
    @Nullable
    AttemptEntry left() {
        return left;
    }

    /** Whether unreadable attempts may be about this record. */
    boolean isMistrusted() {
        return mistrusted;
    }

    /** Forgets the past once it was acted upon. */
    void forgetPast() {
        left = null;
        mistrusted = false;
    }

    /** Whether a gateway may have had this message. */
    boolean mayBeSent() {
        return doubts > 0 || mistrusted || left instanceof AttemptEntry.Opened;
    }

    /** @param since the attempts offset of the first unreadable attempt */
    void mistrust(long since) {
        mistrusted = true;
        attemptsSince = attemptsSince < 0 ? since : Math.min(attemptsSince, since);
    }

    void left(Found found) {
        left = found.last();
        attemptsSince(found.since());
    }

    /** The number of times that no gateway could be reached for this message. */
    int misses() {
        return misses;
    }

    void missed(long retryAtNanos) {
        misses++;
        notBefore = retryAtNanos;
    }

    boolean mayGo(long nanos) {
        return misses == 0 || nanos - notBefore >= 0;
    }

    @Nullable
    OpenAttempt openAttempt() {
        return openAttempt;
    }

    void openAttempt(@Nullable OpenAttempt now) {
        openAttempt = now;
    }
}
