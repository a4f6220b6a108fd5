package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptTail.Found;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A lane record between its poll and the commit behind it. Belongs to the lane's thread. */
final class Tracked {
    private final PartitionLedger ledger;
    private final long offset;
    private @Nullable ConsumerRecord<byte[], byte[]> record;
    private @Nullable Letter letter;
    private @Nullable Sending sending;
    private boolean done;
    private long attemptsSince = -1;
    private int doubts;
    private @Nullable String doubtedAt;
    private int misses;
    private long notBefore;
    private @Nullable AttemptEntry left;
    private boolean mistrusted;

    Tracked(PartitionLedger ledger, ConsumerRecord<byte[], byte[]> record) {
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

    /** The letter that was read; null when none was. */
    @Nullable
    Letter letter() {
        return letter;
    }

    /** Reads it once. */
    Letter letter(LetterReader reader) throws PoisonException {
        if (letter == null) {
            letter = reader.read(record());
        }
        return letter;
    }

    boolean isDone() {
        return done;
    }

    /** Has, or as soon as the running transaction commits will have, an outcome. */
    void done(boolean now) {
        done = now;
    }

    /** Its outcome is committed: only its place in the order is still needed. */
    void dropContent() {
        record = null;
        letter = null;
        sending = null;
    }

    /** The attempts offset of the first entry about it, -1 when there is none. */
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

    /** Its answer was lost and is waited for no more. */
    void inDoubt(@Nullable String gateway) {
        doubts++;
        doubtedAt = gateway;
        sending = null;
    }

    /** The gateway whose answer was lost last, as far as it is known. */
    @Nullable
    String doubtedAt() {
        return doubtedAt;
    }

    /** Whether something is told about its past that was not looked at yet. */
    boolean hasPast() {
        return left != null || mistrusted;
    }

    /** The entry that the previous owner left about it; null when there is none, or it was acted upon. */
    @Nullable
    AttemptEntry left() {
        return left;
    }

    /** Whether attempts that cannot be read may be about it. */
    boolean isMistrusted() {
        return mistrusted;
    }

    /** Its past was acted upon. */
    void forgetPast() {
        left = null;
        mistrusted = false;
    }

    /** Whether a gateway may have had it, as far as it is known. */
    boolean mayBeSent() {
        return doubts > 0 || mistrusted || left instanceof AttemptEntry.Opened;
    }

    /** @param since the attempts offset of the first of those attempts */
    void mistrust(long since) {
        mistrusted = true;
        attemptsSince = attemptsSince < 0 ? since : Math.min(attemptsSince, since);
    }

    void left(Found found) {
        left = found.last();
        attemptsSince(found.since());
    }

    /** How often no gateway could be reached for it. */
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
    Sending sending() {
        return sending;
    }

    void sending(@Nullable Sending now) {
        sending = now;
    }
}
