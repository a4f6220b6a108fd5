package dev.vestnik.sender.lane;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.gateway.Way;
import dev.vestnik.sender.lane.AttemptTail.Found;
import java.time.Instant;
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
    private @Nullable GatewayAccount doubtedAt;
    private @Nullable GatewayAccount keyedAt;
    private int timesKeyed;
    private Instant firstOpened = Instant.MIN;
    private @Nullable GatewayAccount openedAt;
    private int misses;
    private long pauseEnd;
    private long sequence;
    private @Nullable Way way;
    private @Nullable CustomerKey customer;
    private Instant deliverBefore = Instant.MAX;
    private boolean turn;
    private @Nullable PutOff putOff;
    private @Nullable AttemptEntry left;
    private boolean mistrusted;

    PendingRecord(PartitionLedger ledger, ConsumerRecord<byte[], byte[]> record) {
        this.ledger = ledger;
        this.offset = record.offset();
        this.record = record;
        ledger.holds(size(record));
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
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
        if (done != now) {
            ledger.done(now ? 1 : -1);
        }
        done = now;
    }

    /** Drops the content once the outcome is committed: only the place in the order is still needed. */
    void dropContent() {
        if (record != null) {
            ledger.holds(-size(record));
        }
        record = null;
        message = null;
        openAttempt = null;
    }

    /** The attempts offset of the first entry about this record; -1 when there is none. */
    long attemptsSince() {
        return attemptsSince;
    }

    void attemptsSince(long attemptsOffset) {
        if (attemptsSince < 0 && attemptsOffset >= 0) {
            since(attemptsOffset);
        }
    }

    private void since(long attemptsOffset) {
        ledger.needs(attemptsSince, attemptsOffset);
        attemptsSince = attemptsOffset;
    }

    int doubts() {
        return doubts;
    }

    void doubts(int count) {
        doubts = count;
    }

    /** Counts a doubt: the answer was lost, and the lane waits for it no more. */
    void inDoubt(@Nullable GatewayAccount gateway) {
        doubts++;
        doubtedAt = gateway;
        openAttempt = null;
    }

    /** The gateway whose answer was lost last; null when it is not known. */
    @Nullable
    GatewayAccount doubtedAt() {
        return doubtedAt;
    }

    /** The gateway whose live key decides about this message; null when there is none. */
    @Nullable
    GatewayAccount keyedAt() {
        return keyedAt;
    }

    /** The name of the gateway that may have had it last, for its receipt; null when it is not known. */
    @Nullable
    String suspect() {
        GatewayAccount last = keyedAt == null ? doubtedAt : keyedAt;
        return last == null ? null : last.gateway();
    }

    /** Whether it is tried again only at {@link #keyedAt}. */
    boolean isKeyed() {
        return keyedAt != null;
    }

    /** Says at which gateway the message is tried again: the lane waits for its lost answer no more. */
    void keyedAt(@Nullable GatewayAccount gateway) {
        keyedAt = gateway;
        timesKeyed += gateway == null ? 0 : 1;
        openAttempt = null;
    }

    /** The number of answers of gateways with a live key that were lost. */
    int timesKeyed() {
        return timesKeyed;
    }

    /** The time from which on the gateway asked last may have had the message; long ago when it is not known. */
    Instant firstOpened() {
        return firstOpened;
    }

    /** Says since when this gateway may have the message: another one that was asked before knows another key. */
    void opened(Instant at, @Nullable GatewayAccount gateway) {
        if (firstOpened.equals(Instant.MIN) || !Objects.equals(gateway, openedAt)) {
            firstOpened = at;
            openedAt = gateway;
        }
    }

    /** Says that the last opening has sent nothing: a key counts from the next one. One that is waited for counts from where it did. */
    void withdrawn() {
        if (!isKeyed()) {
            firstOpened = Instant.MIN;
        }
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
        return doubts > 0 || isKeyed() || mistrusted || left instanceof AttemptEntry.Opened;
    }

    /** @param since the attempts offset of the first unreadable attempt */
    void mistrust(long since) {
        mistrusted = true;
        since(attemptsSince < 0 ? since : Math.min(attemptsSince, since));
    }

    void left(Found found) {
        left = found.last();
        attemptsSince(found.since());
        opened(
                Instant.ofEpochMilli(found.opened()),
                left instanceof AttemptEntry.Opened opened ? opened.opening().at() : null);
    }

    /** The number of times that no gateway could be reached for this message. */
    int misses() {
        return misses;
    }

    void missed() {
        misses++;
    }

    /** The end of its pause, by {@link System#nanoTime}. */
    long pauseEnd() {
        return pauseEnd;
    }

    void pauseEnd(long nanos) {
        pauseEnd = nanos;
    }

    /** Its place in the order in which the lane has polled; behind the rest after it was put off. */
    long sequence() {
        return sequence;
    }

    void sequence(long place) {
        sequence = place;
    }

    /** Takes from the decoded message what the queue needs to know. */
    void routed(LaneMessage decoded, Way by) {
        message = decoded;
        way = by;
        customer = decoded.dispatch().customer();
        deliverBefore = decoded.dispatch().deliverBefore();
    }

    boolean isRouted() {
        return way != null;
    }

    /** Takes the way that the rules choose now, if gateways or rules have changed since it was routed. */
    void reroute() {
        if (way != null && message != null) {
            way = way.now(message.dispatch());
        }
    }

    Way way() {
        return Objects.requireNonNull(way, "it had no first look yet");
    }

    CustomerKey customer() {
        return Objects.requireNonNull(customer, "it had no first look yet");
    }

    /** The end of its life; far away as long as it had no first look. */
    Instant deliverBefore() {
        return deliverBefore;
    }

    /** Whether it is its customer's record that is ready, on its way or held back; the customer's later ones wait for it. */
    boolean hasTurn() {
        return turn;
    }

    void hasTurn(boolean now) {
        turn = now;
    }

    /** The reason for which it was put off, also while it is tried again; null when it never was. */
    @Nullable
    PutOff putOff() {
        return putOff;
    }

    void putOff(PutOff now) {
        putOff = now;
    }

    @Nullable
    OpenAttempt openAttempt() {
        return openAttempt;
    }

    void openAttempt(@Nullable OpenAttempt now) {
        openAttempt = now;
    }
}
