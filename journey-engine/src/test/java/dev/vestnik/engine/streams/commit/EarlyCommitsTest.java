package dev.vestnik.engine.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class EarlyCommitsTest {
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private long nanos;
    private final EarlyCommits commits = new EarlyCommits(() -> nanos);
    private final CommitRequest request = new CommitRequest(context, commits);

    @Test
    void asksAtOnceWhereTheLastCommitIsLongAgo() {
        commit(1);
        pass(20);

        request.ask();

        assertThat(context.committed()).isTrue();
        assertThat(scheduled()).isEmpty();
    }

    @Test
    void waitsUntilTwentyMillisecondsAfterTheLastCommit() {
        commit(1);
        pass(5);

        request.ask();
        request.ask();

        assertThat(context.committed()).isFalse();
        assertThat(scheduled())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.getInterval()).isBetween(Duration.ofMillis(15), Duration.ofMillis(16)));
        pass(16);
        scheduled().getFirst().getPunctuator().punctuate(0);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void commitsTakeNoMoreThanTheirPartOfTheTime() {
        commit(5);

        assertThat(commits.waitMillis()).isEqualTo(36);
        pass(35);
        assertThat(commits.waitMillis()).isZero();
    }

    @Test
    void aMessageIsNotMadeToWaitForThePartOfSlowCommits() {
        commit(30);

        assertThat(commits.waitMillis()).isEqualTo(51);
    }

    @Test
    void commitsThatAreSlowerStillTakeHalfOfTheTime() {
        commit(200);

        assertThat(commits.waitMillis()).isEqualTo(201);
    }

    @Test
    void asksForNothingWhereARegularCommitCameFirst() {
        commit(1);
        request.ask();
        commit(1);
        pass(30);

        scheduled().getFirst().getPunctuator().punctuate(0);

        assertThat(context.committed()).isFalse();
        request.ask();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void closingTakesBackWhatWasAskedForLater() {
        commit(1);
        request.ask();

        request.close();

        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }

    private List<CapturedPunctuator> scheduled() {
        return context.scheduledPunctuators();
    }

    @Test
    void whatIsOfABacklogWaitsForTheRegularCommit() {
        Instant now = Instant.parse("2026-11-23T12:00:00Z");

        assertThat(CommitRequest.isBacklog(now.minusMillis(499).toEpochMilli(), now))
                .isFalse();
        assertThat(CommitRequest.isBacklog(now.minusMillis(500).toEpochMilli(), now))
                .isTrue();
        assertThat(CommitRequest.isBacklog(now.plusSeconds(60).toEpochMilli(), now))
                .as("a producer's clock that is ahead")
                .isFalse();
    }

    private void commit(long millis) {
        commits.part(() -> pass(millis - millis / 2));
        commits.last(() -> pass(millis / 2));
    }

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }
}
