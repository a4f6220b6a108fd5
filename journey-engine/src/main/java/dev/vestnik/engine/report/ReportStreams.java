package dev.vestnik.engine.report;

import dev.vestnik.engine.streams.rocksdb.SmallStoreOptions;
import dev.vestnik.engine.streams.rocksdb.StoreMemory;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.TopologyRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts {@code engine.decisions} with exactly-once processing, in a group of its own: what goes wrong here stops no journey, and engines of
 * versions without reports have the same customers. Begins once the engine works.
 */
final class ReportStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReportStreams.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final long STORES = 32L << 20;
    private static final int COMMIT_MS = 1_000;
    /**
     * A transaction takes its time where the machine has none to spare, and one that is cut off would be tried again for ever. After a crash the
     * counts wait so long for the end of the last one.
     */
    private static final int TRANSACTION_MS = 60_000;

    /** So many decisions come into a transaction before it is looked whether to commit. */
    private static final int POLLED = 500;

    private static final int SESSION_MS = 10_000;

    private final KafkaSettings kafka;
    private final Place place;
    private final BooleanSupplier open;
    private final ReportMetrics metrics;
    private final InstantSource clock;
    private final AvroDeserializer<Decision> deserializer = new AvroDeserializer<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams running;
    private @Nullable TopologyRunner runner;
    private @Nullable StoreMemory memory;

    /**
     * The place of the counts.
     *
     * @param applicationId of the group, without the topics' prefix
     * @param stateDir that other streams may have too
     * @param instanceId the same after a restart, so that a restart is not a rebalance; empty: none
     */
    record Place(String applicationId, Path stateDir, String instanceId) {}

    /** @param open whether to begin: asked once a second until then */
    ReportStreams(KafkaSettings kafka, Place place, BooleanSupplier open, ReportMetrics metrics, InstantSource clock) {
        this.kafka = kafka;
        this.place = place;
        this.open = open;
        this.metrics = metrics;
        this.clock = clock;
        metrics.lag(this, ReportStreams::lag);
    }

    /** Waits until it may begin, on a thread of its own. */
    void begin() {
        Thread.ofVirtual().name("reports-start").start(this::startOnceOpen);
    }

    private void startOnceOpen() {
        try {
            while (!closing.await(open.getAsBoolean() ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (open.getAsBoolean() && starts()) {
                    return;
                }
                closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it could begin; it is tried again where Kafka or the disk did not let it. */
    private boolean starts() {
        try {
            start();
            return true;
        } catch (KafkaException e) {
            log.error("reports=not-started again=soon", e);
            metrics.threadFailed();
            return false;
        }
    }

    private synchronized void start() {
        if (closing.getCount() == 0) {
            return;
        }
        deserializer.configure(kafka.clientConfig(), false);
        String topic = kafka.layout().name(Topics.DECISIONS);
        StoreMemory fresh = new StoreMemory(STORES);
        memory = fresh;
        TopologyRunner started = new TopologyRunner(
                config(fresh),
                new ReportTopology(topic, value -> deserializer.deserialize(topic, value), metrics, clock),
                this::failed);
        runner = started;
        ClosedDirectories directories = ClosedDirectories.below(place.stateDir());
        started.start(created -> running = created);
        directories.closeAgain(kafka.topicPrefix() + place.applicationId());
        log.info("reports=counting");
    }

    private Map<String, Object> config(StoreMemory stores) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topicPrefix() + place.applicationId());
        config.put(StreamsConfig.STATE_DIR_CONFIG, place.stateDir().toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replication());
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStoreOptions.class);
        config.put(StoreMemory.CONFIG, stores);
        config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), SESSION_MS / 4);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLLED);
        if (!place.instanceId().isEmpty()) {
            config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), place.instanceId());
        }
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MS);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), TRANSACTION_MS - 10_000);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG), TRANSACTION_MS / 4);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), COMMIT_MS / 10);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return config;
    }

    /** Lets a new thread take over from the last commit, after a pause. */
    private StreamThreadExceptionResponse failed(Throwable cause) {
        log.error("report-thread=failed", cause);
        metrics.threadFailed();
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Empty before the start. */
    Optional<KafkaStreams> running() {
        return Optional.ofNullable(running);
    }

    private double lag() {
        KafkaStreams now = running;
        return now == null
                ? 0
                : now.metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals("records-lag")
                                && metric.getKey().tags().containsKey("partition")
                                && kafka.layout()
                                        .name(Topics.DECISIONS)
                                        .equals(metric.getKey().tags().get("topic")))
                        .map(metric -> metric.getValue().metricValue())
                        .filter(value -> value instanceof Double lag && !lag.isNaN())
                        .mapToDouble(value -> (Double) value)
                        .sum();
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            TopologyRunner stopping = runner;
            if (stopping != null && !stopping.stop(place.instanceId().isEmpty(), STOP)) {
                log.error("reports=not-closed after={}", STOP);
            } else if (memory != null) {
                memory.close();
                memory = null;
            }
            deserializer.close();
        }
    }
}
