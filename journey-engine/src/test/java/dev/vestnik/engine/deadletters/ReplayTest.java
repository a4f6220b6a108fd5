package dev.vestnik.engine.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private static final TopicLayout LAYOUT = new TopicLayout("shop1.", 4, (short) 1);
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    private static final byte[] KEY = bytes("main/c1");
    private static final byte[] VALUE = bytes("a value");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DeadLetter letter(byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", bytes("00-1-2-01"));
        return DeadLetter.of(KEY, value, headers);
    }

    private static DeadLetter placed(byte @Nullable [] value, String partition) {
        return letter(value)
                .with("topic", "another.topic")
                .with("partition", partition)
                .with("offset", "7")
                .with("reason", "unreadable");
    }

    private static Replay replay(Topic topic, DeadLetter letter) {
        return Replay.of(
                topic,
                LAYOUT,
                new ConsumerRecord<>(
                        "letters",
                        0,
                        3,
                        NOW.toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        -1,
                        -1,
                        letter.key(),
                        letter.value(),
                        letter.headers(),
                        Optional.empty()),
                NOW);
    }

    private static ProducerRecord<byte[], byte[]> again(DeadLetter letter) {
        return ((Replay.Again) replay(Topics.SHOP_EVENTS, letter)).record();
    }

    @Test
    void writesTheRecordToItsOwnTopicAndPartitionWhateverItsHeaderSaysOfATopic() {
        ProducerRecord<byte[], byte[]> again = again(placed(VALUE, "2"));
        assertThat(again.topic()).isEqualTo("shop1.shop.events");
        assertThat(again.partition()).isEqualTo(2);
        assertThat(again.key()).isEqualTo(KEY);
        assertThat(again.value()).isEqualTo(VALUE);
    }

    @Test
    void keepsTheRecordsOwnHeadersAndSaysThatItIsWrittenAgain() {
        assertThat(again(placed(VALUE, "2")).headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly("traceparent=00-1-2-01", "vestnik-replayed=2026-11-30T09:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "-1", "many"})
    void leavesThePartitionToTheKeyWhereThereIsNoneOfThatNumber(String partition) {
        assertThat(again(placed(VALUE, partition)).partition()).isNull();
    }

    @Test
    void leavesWhatIsNoWholeRecordAndSaysWhy() {
        assertThat(replay(Topics.DECISIONS, letter(null).with("wake-up", "SERVICE@1")))
                .isEqualTo(new Replay.Not("a wake-up has no record; it comes again by itself"));
        assertThat(replay(Topics.DECISIONS, letter(null).with("campaign", "campaign.sale/1")))
                .isEqualTo(new Replay.Not(
                        "a launch of a campaign has no record: launch it again, or write to the customer"));
        assertThat(replay(Topics.SHOP_EVENTS, placed(VALUE, "1").with("truncated", "true")))
                .isInstanceOf(Replay.Not.class);
        assertThat(replay(Topics.SHOP_CODES, placed(null, "1"))).isInstanceOf(Replay.Not.class);
        assertThat(replay(Topics.DEFINITIONS, placed(VALUE, "0"))).isInstanceOf(Replay.Not.class);
    }
}
