package dev.vestnik.sms.receipts;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.TestRegistry;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Garbage in every topic of the correlation, internal ones included, is set aside or skipped; the correlation goes on, even from an empty
 * disk.
 */
class PoisonReceiptsTest {
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEY = "g/1".getBytes(StandardCharsets.UTF_8);
    private static final Topic IDS = internal("sms-ids-changelog");
    private static final Topic PARTS = internal("sms-parts-changelog");
    private static final Topic REPARTITION = internal("sms-parts-repartition");

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static Topic internal(String name) {
        return new Topic(
                "vestnik.sms-receipts-" + name,
                Topic.Key.CUSTOMER,
                null,
                Duration.ofDays(7),
                Topic.Cleanup.DELETE,
                1 << 20);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void setsGarbageAsideAndStillJoinsGoodReceipts(@TempDir Path first, @TempDir Path second) {
        try (Running _ = new Running(first)) {
            intoSources();
            engine.writeRaw(REPARTITION, 0, KEY, JUNK)
                    .writeRaw(REPARTITION, 0, KEY, "{}".getBytes(StandardCharsets.UTF_8))
                    .writeRaw(REPARTITION, 0, null, partReceipt());
            meet(1);
            intoChangelogs(IDS);
            intoChangelogs(PARTS);
            engine.writeRaw(IDS, 0, state("g/20-0"), torn());
        }
        try (Running _ = new Running(second)) {
            meet(2);
        }
        assertThat(restarts()).isZero();
        assertThat(engine.read(Topics.deadLetters(Topics.SMS_SUBMISSIONS))).hasSize(11);
        assertThat(engine.read(Topics.deadLetters(Topics.SMS_PROVIDER_RECEIPTS)))
                .hasSize(3);
        assertThat(meters.find("vestnik.state.records.skipped").counters())
                .extracting(counter -> counter.count())
                .containsOnly(3.0)
                .hasSize(2);
    }

    private void intoSources() {
        engine.writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, JUNK)
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, null)
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, null, part(7, "main", 1))
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, part(7, "", 1))
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, part(7, "main", 0))
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, "[".repeat(10_000).getBytes(StandardCharsets.UTF_8))
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, torn())
                .writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, Arrays.copyOf(whole(), whole().length + 1))
                .writeRaw(Topics.SMS_PROVIDER_RECEIPTS, 0, KEY, whole()) // of another topic
                .writeRaw(Topics.SMS_PROVIDER_RECEIPTS, 0, KEY, JUNK)
                .writeRaw(Topics.SMS_PROVIDER_RECEIPTS, 0, KEY, new byte[0]);
    }

    private void intoChangelogs(Topic topic) {
        byte[] farAhead = ByteBuffer.allocate(3 + 12)
                .put(KEY)
                .putLong(Long.MAX_VALUE)
                .putInt(0)
                .array();
        byte[] farBehind =
                ByteBuffer.allocate(3 + 12).put(KEY).putLong(-5).putInt(0).array();
        engine.writeRaw(topic, 0, KEY, JUNK)
                .writeRaw(topic, 0, farAhead, JUNK)
                .writeRaw(topic, 0, farBehind, JUNK)
                .writeRaw(topic, 0, state("g/2"), JUNK);
    }

    private static byte[] state(String key) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 12)
                .put(name)
                .putLong(System.currentTimeMillis())
                .putInt(0)
                .array();
    }

    private static byte[] whole() {
        return CorrelationCodec.write(new SubmittedPart("main", "c1", new UUID(0, 7), 1, 0, 1, "g", "7"));
    }

    private static byte[] torn() {
        return Arrays.copyOf(whole(), whole().length - 1);
    }

    @Test
    void writesAReceiptWhileTheRegistryIsAway(@TempDir Path directory) {
        try (TestRegistry registry = new TestRegistry();
                TestEngine other = new TestEngine(ChannelName.SMS, 1, registry.url());
                Running _ = new Running(other, directory)) {
            registry.away(true);
            write(other, 1, 1);
            eventually().until(() -> other.read(Topics.RECEIPTS).size() == 1);
            registry.away(false);
            assertThat(other.receipts(new UUID(0, 1))).hasSize(1);
            assertThat(other.read(Topics.deadLetters(Topics.SMS_SUBMISSIONS))).isEmpty();
            assertThat(other.read(Topics.deadLetters(Topics.SMS_PROVIDER_RECEIPTS)))
                    .isEmpty();
        }
    }

    @Test
    void triesARecordAgainAfterAFaultOfDiskOrBroker() {
        Record<String, byte[]> record = new Record<>("g/1", JUNK, 0);
        assertThat(new PoisonReceipts()
                        .handleError(null, record, new ProcessorStateException("no space left"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(new PoisonReceipts()
                        .handleError(null, record, new StreamsException(new SerializationException("later")))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    /** Writes a text with its receipt, and a text of two parts with theirs. */
    private void meet(int number) {
        write(engine, 10 * number, 1);
        write(engine, 10 * number + 1, 2);
        for (int message = 10 * number; message <= 10 * number + 1; message++) {
            UUID id = new UUID(0, message);
            eventually()
                    .untilAsserted(() -> assertThat(engine.receipts(id))
                            .extracting(receipt -> receipt.getStatus())
                            .containsExactly(ReceiptStatus.DELIVERED));
        }
    }

    private static void write(TestEngine engine, int number, int parts) {
        for (int part = 0; part < parts; part++) {
            String id = number + "-" + part;
            SubmittedPart submitted = new SubmittedPart("main", "c1", new UUID(0, number), 1, part, parts, "g", id);
            ProviderReceipt receipt = new ProviderReceipt("g", id, "DELIVRD", "");
            boolean old = number % 10 == 1; // of senders from before
            engine.writeRaw(
                            Topics.SMS_SUBMISSIONS,
                            0,
                            key(id),
                            old ? Json.write(submitted) : CorrelationCodec.write(submitted))
                    .writeRaw(
                            Topics.SMS_PROVIDER_RECEIPTS,
                            0,
                            key(id),
                            old ? Json.write(receipt) : CorrelationCodec.write(receipt));
        }
    }

    private static byte[] partReceipt() {
        return Json.write(new PartReceipt(
                new SubmittedPart("main", "c1", new UUID(0, 5), 1, 0, 2, "g", "5"),
                new ProviderReceipt("g", "5", "DELIVRD", "")));
    }

    private static byte[] key(String id) {
        return ("g/" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(int number, String shop, int parts) {
        return """
            {"shop":"%s","customerId":"c1","messageId":"%s","attempt":1,"part":0,"parts":%d,"gateway":"g","id":"%d"}\
            """.formatted(shop, new UUID(0, number), parts, number).getBytes(StandardCharsets.UTF_8);
    }

    private double restarts() {
        return meters.find("vestnik.correlation.restarts").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private final class Running implements AutoCloseable {
        private final ReceiptStreams streams;

        Running(Path directory) {
            this(engine, directory);
        }

        Running(TestEngine engine, Path directory) {
            SenderSettings settings =
                    new SenderSettings(null, Duration.ofSeconds(6), Duration.ofMillis(500), 90, 80, null, null);
            streams = new ReceiptStreams(
                    engine.settings(), settings, directory, new SenderMetrics(meters), new SmsMetrics(meters));
            streams.start();
            eventually()
                    .until(() -> streams.state()
                            .filter(state -> state == KafkaStreams.State.RUNNING)
                            .isPresent());
        }

        @Override
        public void close() {
            streams.stop();
        }
    }
}
