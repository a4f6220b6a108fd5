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
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptBacklogTest {
    private static final byte[] KEY = "g/1".getBytes(StandardCharsets.UTF_8);
    private static final int LARGE = 100 << 10;

    /** More than a consumer fetches of one partition at once. */
    private static final int MANY = 15;

    /** The receipts are all there before the first of their submissions is fetched. */
    @Test
    void joinsAnIdThatIsUsedAgainInTheOrderOfTime(@TempDir Path directory) throws Exception {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1);
                ClusterPreparation cluster = new ClusterPreparation(engine.settings(), "test")) {
            assertThat(cluster.prepare(List.of(Topics.SMS_SUBMISSIONS, Topics.SMS_PROVIDER_RECEIPTS)))
                    .isTrue();
            byte[] large = new byte[LARGE];
            new Random(6).nextBytes(large);
            for (int i = 0; i < MANY; i++) {
                engine.writeRaw(Topics.SMS_SUBMISSIONS, 0, KEY, large);
            }
            write(engine, Topics.SMS_SUBMISSIONS, CorrelationCodec.write(submission(1)));
            write(
                    engine,
                    Topics.SMS_PROVIDER_RECEIPTS,
                    CorrelationCodec.write(new ProviderReceipt("g", "1", "UNDELIV", "")));
            write(engine, Topics.SMS_SUBMISSIONS, CorrelationCodec.write(submission(2)));
            write(
                    engine,
                    Topics.SMS_PROVIDER_RECEIPTS,
                    CorrelationCodec.write(new ProviderReceipt("g", "1", "DELIVRD", "")));
            ReceiptStreams streams = streams(engine, directory);
            streams.start();
            try {
                eventually().untilAsserted(() -> {
                    assertThat(engine.receipts(new UUID(0, 1)))
                            .extracting(receipt -> receipt.getStatus())
                            .containsExactly(ReceiptStatus.FAILED);
                    assertThat(engine.receipts(new UUID(0, 2)))
                            .extracting(receipt -> receipt.getStatus())
                            .containsExactly(ReceiptStatus.DELIVERED);
                });
            } finally {
                streams.stop();
            }
        }
    }

    @Test
    void refusesTheStatesOfAnotherCluster(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("cluster-id"), "another");
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            ReceiptStreams streams = streams(engine, directory);
            streams.start();
            try {
                eventually().untilAsserted(() -> assertThat(streams.cause()).isEqualTo("IllegalStateException"));
                assertThat(streams.state()).isEmpty();
            } finally {
                streams.stop();
            }
        }
    }

    /** Writes a record that is newer than all before it. */
    private static void write(TestEngine engine, Topic topic, byte[] value) {
        long before = System.currentTimeMillis();
        while (System.currentTimeMillis() == before) {
            Thread.onSpinWait();
        }
        engine.writeRaw(topic, 0, KEY, value);
    }

    private static SubmittedPart submission(int message) {
        return new SubmittedPart("main", "c1", new UUID(0, message), 1, 0, 1, "g", "1");
    }

    private static ReceiptStreams streams(TestEngine engine, Path directory) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SenderSettings settings =
                new SenderSettings(null, Duration.ofSeconds(6), Duration.ofMillis(500), 90, 80, null, null);
        return new ReceiptStreams(
                engine.settings(), settings, directory, new SenderMetrics(meters), new SmsMetrics(meters));
    }
}
