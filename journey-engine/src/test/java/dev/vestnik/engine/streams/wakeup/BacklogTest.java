package dev.vestnik.engine.streams.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.wakeup.Backlog.End;
import dev.vestnik.engine.streams.wakeup.Backlog.Ends;
import dev.vestnik.engine.streams.wakeup.Backlog.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final TopicPartition EVENTS = new TopicPartition("shop.events", 3);
    private static final TopicPartition RECEIPTS = new TopicPartition("messages.receipts", 3);

    private final Map<TopicPartition, End> ends = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> polled = new HashMap<>();
    private final List<TopicPartition> asked = new ArrayList<>();
    private final Backlog backlog = backlog();

    private Backlog backlog() {
        Backlogs backlogs = new Backlogs(new Ends() {
            @Override
            public End of(TopicPartition partition) {
                return ends.get(partition);
            }

            @Override
            public void ask(List<TopicPartition> partitions) {
                asked.addAll(partitions);
            }
        });
        backlogs.readBy(new Reader() {
            @Override
            public long at(TopicPartition partition) {
                return positions.getOrDefault(partition, -1L);
            }

            @Override
            public long lastPolled(TopicPartition partition) {
                return polled.getOrDefault(partition, -1L);
            }

            @Override
            public void begin(TopicPartition partition) {
                polled.remove(partition);
            }
        });
        return backlogs.of(List.of(EVENTS, RECEIPTS));
    }

    private void end(TopicPartition partition, long askedAt, long offset) {
        ends.put(partition, new End(askedAt, offset));
    }

    /** The consumer has given out all below this offset. */
    private void polledUpTo(TopicPartition partition, long offset) {
        polled.put(partition, offset - 1);
        positions.put(partition, offset);
    }

    @Test
    void nothingIsReadUpToAnythingBeforeTheBrokerHasSpoken() {
        polledUpTo(EVENTS, 10);
        polledUpTo(RECEIPTS, 10);
        assertThat(backlog.readUpTo()).isEqualTo(Long.MIN_VALUE);
        backlog.askFor(1_000);
        assertThat(asked).containsExactlyInAnyOrder(EVENTS, RECEIPTS);
    }

    @Test
    void whatIsEmptyIsReadUpToTheQuestion() {
        positions.put(EVENTS, 0L);
        positions.put(RECEIPTS, 0L);
        end(EVENTS, 1_000, 0);
        end(RECEIPTS, 1_100, 0);
        assertThat(backlog.readUpTo()).isEqualTo(1_000);
    }

    @Test
    void theSourceThatIsBehindCounts() {
        positions.put(RECEIPTS, 0L);
        end(RECEIPTS, 1_000, 0);
        end(EVENTS, 1_000, 5);
        polledUpTo(EVENTS, 5);
        backlog.processed(EVENTS.topic(), 3, 400);
        assertThat(backlog.readUpTo()).isEqualTo(400);

        backlog.processed(EVENTS.topic(), 4, 500);
        assertThat(backlog.readUpTo()).isEqualTo(1_000);
    }

    @Test
    void whatWasPolledAndNotDealtWithIsNotRead() {
        positions.put(RECEIPTS, 0L);
        end(RECEIPTS, 1_000, 0);
        end(EVENTS, 1_000, 5);
        polledUpTo(EVENTS, 5);
        assertThat(backlog.readUpTo()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void theMarkersOfTransactionsAtTheEndNeedNoRecordBehindThem() {
        positions.put(EVENTS, 0L);
        end(EVENTS, 1_000, 0);
        end(RECEIPTS, 1_000, 12);
        polledUpTo(RECEIPTS, 10);
        backlog.processed(RECEIPTS.topic(), 9, 300);
        positions.put(RECEIPTS, 12L);
        assertThat(backlog.readUpTo()).isEqualTo(1_000);
    }

    @Test
    void anEndIsReachedAlthoughLaterOnesAreFurtherAway() {
        positions.put(RECEIPTS, 0L);
        end(RECEIPTS, 1_000, 0);
        end(EVENTS, 1_000, 5);
        polledUpTo(EVENTS, 5);
        assertThat(backlog.readUpTo()).isEqualTo(Long.MIN_VALUE);

        end(RECEIPTS, 2_000, 0);
        end(EVENTS, 2_000, 50);
        backlog.processed(EVENTS.topic(), 4, 500);
        assertThat(backlog.readUpTo()).isEqualTo(1_000);
    }

    @Test
    void aTaskThatComesBackToItsThreadHasNothingToDealWith() {
        polledUpTo(EVENTS, 5);
        polledUpTo(RECEIPTS, 5);
        end(EVENTS, 1_000, 5);
        end(RECEIPTS, 1_000, 5);
        assertThat(backlog().readUpTo()).isEqualTo(1_000);
    }

    @Test
    void aTaskThatComesBackAndPollsTheSameLastRecordAgainHasToDealWithIt() {
        polledUpTo(EVENTS, 1_000);
        positions.put(RECEIPTS, 0L);
        end(EVENTS, 1_000, 1_000);
        end(RECEIPTS, 1_000, 0);
        Backlog again = backlog();
        polledUpTo(EVENTS, 1_000);
        again.processed(EVENTS.topic(), 500, 300);
        assertThat(again.readUpTo()).isEqualTo(300);
        again.processed(EVENTS.topic(), 999, 400);
        assertThat(again.readUpTo()).isEqualTo(1_000);
    }

    @Test
    void anEndThatIsGoneIsNotWaitedFor() {
        positions.put(RECEIPTS, 0L);
        positions.put(EVENTS, 3L);
        end(RECEIPTS, 2_000, 0);
        end(EVENTS, 1_000, 5);
        assertThat(backlog.readUpTo()).isEqualTo(Long.MIN_VALUE);
        end(EVENTS, 2_000, 3);
        assertThat(backlog.readUpTo()).isEqualTo(2_000);
    }

    @Test
    void trafficReadsUpToItsOwnTime() {
        backlog.processed(EVENTS.topic(), 7, 5_000);
        backlog.processed(RECEIPTS.topic(), 7, 4_000);
        assertThat(backlog.readUpTo()).isEqualTo(4_000);
        backlog.askFor(4_500);
        assertThat(asked).containsExactly(RECEIPTS);
    }
}
