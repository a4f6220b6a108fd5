package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.TestRegistry;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.sms.metrics.SmsMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** Runs the receipts' correlation in a test's own time. */
final class CorrelationDriver implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-24T11:05:00Z");

    private final TestRegistry registry = new TestRegistry();
    private final KafkaSettings kafka = KafkaSettings.at("unused:1", registry.url());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;

    CorrelationDriver(Path directory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        SenderMetrics metrics = new SenderMetrics(meters);
        config.putAll(ReceiptTopology.poisonConfig(kafka, metrics, InstantSource.fixed(NOW)));
        StreamsBuilder builder = new StreamsBuilder();
        new ReceiptTopology(kafka, metrics, new SmsMetrics(meters)).configureBuilder(builder);
        driver = new TopologyTestDriver(builder.build(), config, NOW);
    }

    TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    <T extends IndexedRecord> TestOutputTopic<String, T> output(Topic topic) {
        AvroDeserializer<T> values = new AvroDeserializer<>();
        values.configure(kafka.clientConfig(), false);
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), values);
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The count of a metric with these tags. */
    double count(String metric, String... tags) {
        return meters.get(metric).tags(tags).counter().count();
    }

    /** How long it has been between submissions and receipts of a gateway, all together. */
    double ages(String gateway) {
        return meters.get("vestnik.sms.receipt.age")
                .tag("gateway", gateway)
                .timer()
                .totalTime(TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }
}
