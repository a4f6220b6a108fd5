package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AttemptTailTest {
    private static final Attempt ATTEMPT = new Attempt(new UUID(1, 2), 1);
    private static final long NOON = 1_700_000_000_000L;

    private final AttemptTail.Builder builder = new AttemptTail.Builder(5, new AttemptsAside.Builder("dead", 0));

    @Test
    void countsTheLastEntryAndNeedsTheTailFromTheFirst() {
        builder.add(attempts(100, NOON, opened(4), opened(5)));
        builder.add(attempts(101, NOON, new Closed(5, ATTEMPT)));
        AttemptTail tail = builder.build(102);
        assertThat(tail.found()).containsOnlyKeys(5L);
        assertThat(tail.found().get(5L).last()).isEqualTo(new Closed(5, ATTEMPT));
        assertThat(tail.found().get(5L).since()).isEqualTo(100);
        assertThat(tail.unread()).isNull();
    }

    @Test
    void countsFromTheOpeningAfterTheLastWithdrawal() {
        builder.add(attempts(100, NOON, opened(5), opened(6)));
        builder.add(attempts(101, NOON + 1, new Withdrawn(5, ATTEMPT)));
        builder.add(attempts(102, NOON + 2, opened(5), opened(6)));
        builder.add(attempts(103, NOON + 3, opened(5)));
        AttemptTail tail = builder.build(104);
        assertThat(tail.found().get(5L).opened()).isEqualTo(NOON + 2);
        assertThat(tail.found().get(5L).since()).isEqualTo(100);
        assertThat(tail.found().get(6L).opened()).isEqualTo(NOON);
    }

    @Test
    void takesAnUnreadableAttemptAsAboutEveryEarlierMessage() {
        builder.add(record(100, NOON, new byte[] {9}));
        AttemptTail.Unread unread = builder.build(101).unread();
        assertThat(unread.concerns(lane(5, NOON - 1), null)).isTrue();
        assertThat(unread.concerns(lane(6, NOON + 60_000), null)).isFalse();
    }

    @Test
    void trustsReadableEntriesAfterAnUnreadableAttempt() {
        builder.add(attempts(99, NOON, opened(5)));
        builder.add(record(100, NOON, new byte[] {9}));
        builder.add(attempts(101, NOON, opened(6)));
        AttemptTail tail = builder.build(102);
        assertThat(tail.unread().concerns(lane(5, NOON), tail.found().get(5L))).isTrue();
        assertThat(tail.unread().concerns(lane(6, NOON), tail.found().get(6L))).isFalse();
    }

    @Test
    void takesAForeignRecordAsAboutNoMessage() {
        builder.add(record(100, NOON, "junk".getBytes(StandardCharsets.UTF_8)));
        builder.add(record(101, NOON, null));
        AttemptTail tail = builder.build(102);
        assertThat(tail.unread()).isNull();
        assertThat(tail.aside().reasons()).containsExactly("foreign", "foreign");
    }

    @Test
    void keepsNoMoreEntriesThanASenderCanHaveOutstanding() {
        for (int i = 0; i < 3; i++) {
            long from = 50_000L * i;
            builder.add(attempts(
                    100 + i,
                    NOON,
                    LongStream.range(from, from + 50_000)
                            .mapToObj(AttemptTailTest::opened)
                            .toArray(AttemptEntry[]::new)));
        }
        AttemptTail tail = builder.build(103);
        assertThat(tail.found()).hasSize(100_000).containsKey(5L).doesNotContainKey(149_999L);
        assertThat(tail.unread()).isNotNull();
    }

    @Test
    void keepsAFloodOfUnreadableAttemptsInPartAndCountsAll() {
        for (int i = 0; i < 700; i++) {
            builder.add(record(i, NOON, new byte[] {9}));
        }
        assertThat(builder.build(700).aside().deadLetters()).hasSize(500);
        assertThat(builder.build(700).aside().dropped()).isEqualTo(200);
    }

    @Test
    void keepsSmallRecordsBesideALargeOne() {
        builder.add(record(1, NOON, new byte[3 << 20]));
        builder.add(record(2, NOON, new byte[] {9}));
        assertThat(builder.build(3).aside().deadLetters()).hasSize(2);
        assertThat(builder.build(3).aside().dropped()).isZero();
    }

    private static AttemptEntry opened(long offset) {
        return new Opened(offset, ATTEMPT, new Opening(1, 0, new GatewayAccount("a", "")));
    }

    private static ConsumerRecord<byte[], byte[]> attempts(long offset, long at, AttemptEntry... entries) {
        return record(offset, at, AttemptCodec.write(Arrays.asList(entries)));
    }

    private static ConsumerRecord<byte[], byte[]> lane(long offset, long at) {
        return record(offset, at, new byte[0]);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long at, byte[] value) {
        int size = value == null ? -1 : value.length;
        return new ConsumerRecord<>(
                "attempts",
                0,
                offset,
                at,
                TimestampType.LOG_APPEND_TIME,
                -1,
                size,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
