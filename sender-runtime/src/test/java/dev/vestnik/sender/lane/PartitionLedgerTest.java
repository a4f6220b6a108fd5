package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionLedgerTest {
    private final PartitionLedger ledger =
            new PartitionLedger(new TopicPartition("lane", 0), 10, AttemptTail.empty(100));

    @Test
    void movesTheOffsetOnlyPastRecordsWithAnOutcome() {
        PendingRecord first = track(10);
        PendingRecord second = track(12);
        ledger.position(13);
        second.done(true);
        assertThat(ledger.commitPoint().offset()).isEqualTo(10);
        first.done(true);
        assertThat(ledger.commitPoint().offset()).isEqualTo(13);
    }

    @Test
    void notesTheFirstAttemptThatIsStillNeeded() {
        PendingRecord first = track(10);
        PendingRecord second = track(11);
        ledger.position(12);
        second.attemptsSince(100);
        first.attemptsSince(102);
        second.done(true);
        ledger.attemptsWritten(100);
        ledger.attemptsWritten(102);
        assertThat(note()).hasValue(100);
        first.done(true);
        assertThat(note()).hasValue(103);
    }

    @Test
    void notesForeignAttemptsAsNeededUntilTheyAreRead() {
        ledger.attemptsWritten(100);
        assertThat(ledger.hasGap()).isFalse();
        ledger.attemptsWritten(103);
        ledger.attemptsWritten(105);
        assertThat(note()).hasValue(102);
        assertThat(ledger.isInGap(103)).isFalse();
        ledger.gapRead(AttemptsAside.nothing());
        assertThat(note()).hasValue(106);
    }

    @Test
    void needsNoEarlierAttemptsForRecordsThatWereNeverOpened() {
        track(10);
        ledger.position(11);
        assertThat(note()).hasValue(100);
    }

    @Test
    void forgetsCommittedRecords() {
        PendingRecord first = track(10);
        track(11);
        ledger.position(12);
        first.done(true);
        OffsetAndMetadata point = ledger.commitPoint();
        ledger.committed(point);
        assertThat(ledger.size()).isEqualTo(1);
        assertThat(ledger.isUncommitted()).isFalse();
    }

    @Test
    void forgetsItsBacklogWhenThePartitionIsLost() {
        track(10).attemptsSince(90);
        ledger.position(11);
        ledger.abandon();
        assertThat(ledger.size()).isZero();
        assertThat(note()).as("no attempts are needed").hasValue(100);
    }

    private java.util.OptionalLong note() {
        return CommitNote.read(ledger.commitPoint().metadata()).attempts();
    }

    private PendingRecord track(long offset) {
        return ledger.track(new ConsumerRecord<>("lane", 0, offset, null, new byte[0]));
    }
}
