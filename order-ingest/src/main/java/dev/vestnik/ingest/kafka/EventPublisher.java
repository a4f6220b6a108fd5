package dev.vestnik.ingest.kafka;

import dev.vestnik.ingest.event.ReadResult;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to Kafka. Idempotent, acknowledged by all replicas, in order per customer. A batch that cannot be delivered is
 * tried for two minutes, longer than a request waits for it: so an event whose request was answered 503 may still arrive, before
 * the client's repetition of it, and neither overtakes the other.
 */
public final class EventPublisher implements AutoCloseable {
    /** The topics that the door writes. */
    public static final List<Topic> TOPICS = List.of(Topics.SHOP_EVENTS, Topics.SHOP_PRODUCTS, Topics.SHOP_CODES);

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int CLOSE_SECONDS = 5;

    private final TopicLayout layout;
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    private final ObservationRegistry observations;
    private final ObservedWriter<String, SpecificRecord> writer;

    /** @param patience how long {@link #send} may block for metadata or for room in the buffer */
    public EventPublisher(KafkaSettings kafka, String clientId, Duration patience, ObservationRegistry observations) {
        this.layout = kafka.layout();
        this.observations = observations;
        Map<String, Object> config = config(kafka, clientId, patience);
        serializer.configure(config, false);
        writer = new ObservedWriter<>(config, new StringSerializer(), serializer, observations, CLOSE_SECONDS)
                .withProducer();
    }

    private static Map<String, Object> config(KafkaSettings kafka, String clientId, Duration patience) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        return config;
    }

    /**
     * Sends an event; may block for the time of patience. The record belongs to the trace that the event names, else to the request's.
     *
     * @param whenDone is told null when Kafka has acknowledged it, else why not; on any thread, must not block
     */
    public void send(ReadResult.Valid event, Consumer<@Nullable Throwable> whenDone) {
        ProducerRecord<String, SpecificRecord> record =
                new ProducerRecord<>(layout.name(event.topic()), event.key(), event.value());
        String trace = event.traceParent();
        if (trace != null && TRACE_PARENT.matcher(trace).matches()) {
            EventOrigin.of(trace, observations).observe(() -> write(record, whenDone));
        } else {
            write(record, whenDone);
        }
    }

    private void write(ProducerRecord<String, SpecificRecord> record, Consumer<@Nullable Throwable> whenDone) {
        writer.write(record).whenComplete((written, failure) -> whenDone.accept(failure));
    }

    /** Asks brokers and registry for what the first event needs; if one is just away, sending will ask. */
    public void prepare() {
        try {
            for (Topic topic : TOPICS) {
                if (topic.value() != null) {
                    serializer.prepare(layout.name(topic), topic.value());
                }
                writer.open(layout.name(topic));
            }
        } catch (KafkaException e) {
            log.warn("events=not-prepared cause=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
