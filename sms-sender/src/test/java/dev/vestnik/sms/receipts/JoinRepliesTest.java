package dev.vestnik.sms.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.TestRegistry;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinRepliesTest {
    private static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");
    private static final int UCS2 = 8;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestRegistry registry;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> in;
    private TestOutputTopic<String, InboundMessage> out;

    @BeforeEach
    void start(@TempDir Path directory) {
        registry = new TestRegistry();
        KafkaSettings kafka = KafkaSettings.at("unused:1", registry.url());
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        SenderMetrics metrics = new SenderMetrics(meters);
        config.putAll(ReceiptTopology.poisonConfig(kafka, metrics, InstantSource.fixed(NOW)));
        StreamsBuilder builder = new StreamsBuilder();
        new ReceiptTopology(kafka, metrics, new SmsMetrics(meters)).configureBuilder(builder);
        driver = new TopologyTestDriver(builder.build(), config, NOW);
        in = driver.createInputTopic(Topics.SMS_REPLY_PARTS.name(), new StringSerializer(), new ByteArraySerializer());
        AvroDeserializer<InboundMessage> values = new AvroDeserializer<>();
        values.configure(kafka.clientConfig(), false);
        out = driver.createOutputTopic(Topics.INBOUND.name(), new StringDeserializer(), values);
    }

    @AfterEach
    void stop() {
        driver.close();
        registry.close();
    }

    /** The second and the third part come in the wrong order, with a symbol cut in two between them. */
    @Test
    void makesOneAnswerOfThreeParts() {
        byte[] all = "Да, привезите завтра 🚚 после обеда".getBytes(StandardCharsets.UTF_16BE);
        int cut = "Да, привезите завтра ".length() * 2 + 2;
        write(7, 3, 1, Arrays.copyOfRange(all, 0, 6));
        write(7, 3, 3, Arrays.copyOfRange(all, cut, all.length));
        assertThat(out.isEmpty()).isTrue();
        write(7, 3, 2, Arrays.copyOfRange(all, 6, cut));
        InboundMessage answer = out.readValue();
        assertThat(answer.getText()).isEqualTo("Да, привезите завтра 🚚 после обеда");
        assertThat(answer.getAddress()).isEqualTo("+79161234567");
        assertThat(answer.getRecipient()).isEqualTo("1234");
        assertThat(answer.getShop()).isEqualTo("main");
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void givesAnAnswerOnceWhosePartsComeTwice() {
        for (int i = 0; i < 2; i++) {
            write(7, 2, 1, words("Yes, "));
            write(7, 2, 1, words("Yes, "));
            write(7, 2, 2, words("please"));
        }
        assertThat(texts()).containsExactly("Yes, please");
    }

    @Test
    void givesTheNextAnswerThatHasTheSameReference() {
        write(7, 2, 1, words("Yes, "));
        write(7, 2, 2, words("please"));
        write(7, 2, 1, words("No, "));
        write(7, 2, 2, words("thanks"));
        assertThat(texts()).containsExactly("Yes, please", "No, thanks");
    }

    @Test
    void givesWhatThereIsWhenNextWordsTakeTheReference() {
        write(7, 3, 1, words("STOP "));
        write(7, 3, 1, words("No, "));
        assertThat(texts()).containsExactly("STOP …");
    }

    @Test
    void givesWhatThereIsAfterAnHour() {
        write(7, 4, 2, words("two"));
        driver.advanceWallClockTime(Duration.ofMinutes(59));
        assertThat(out.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofMinutes(3));
        assertThat(texts()).containsExactly("…two…");
        driver.advanceWallClockTime(Duration.ofHours(3));
        assertThat(out.isEmpty()).isTrue();
        assertThat(meters.get("vestnik.sms.replies")
                        .tags("gateway", "smsc", "outcome", "incomplete")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private List<String> texts() {
        return out.readValuesToList().stream().map(InboundMessage::getText).toList();
    }

    private static byte[] words(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    private void write(int reference, int total, int number, byte[] octets) {
        ReplyPart part = new ReplyPart("smsc", "main", "+79161234567", "1234", reference, total, number, UCS2, octets);
        in.pipeInput(part.key(), Json.write(part), NOW);
    }
}
