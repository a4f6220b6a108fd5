package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.kafka.ClusterMark;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.TopologyRunner;
import dev.vestnik.sms.metrics.SmsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the correlation of receipts, with exactly-once processing, from the moment the cluster is there until the sender stops. */
public final class ReceiptStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReceiptStreams.class);
    /** The topics that the correlation reads and writes. */
    public static final List<Topic> TOPICS = List.of(
            Topics.SMS_SUBMISSIONS,
            Topics.SMS_PROVIDER_RECEIPTS,
            Topics.SMS_REPLY_PARTS,
            Topics.deadLetters(Topics.SMS_SUBMISSIONS),
            Topics.deadLetters(Topics.SMS_PROVIDER_RECEIPTS),
            Topics.deadLetters(Topics.SMS_REPLY_PARTS),
            Topics.RECEIPTS,
            Topics.INBOUND);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    /**
     * A receipt may take so long on each side of the join. Its readers wait hours for it, and gathered records cost a fraction of single ones.
     */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private static final int GATHERED_BYTES = 64 << 10;
    private final KafkaSettings kafka;
    private final SenderSettings sender;
    private final Path stateDir;
    private final SenderMetrics metrics;
    private final SmsMetrics smsMetrics;
    private final ClusterPreparation preparation;
    private @Nullable Thread starting;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable TopologyRunner runner;
    private volatile @Nullable String cause;

    public ReceiptStreams(
            KafkaSettings kafka, SenderSettings sender, Path stateDir, SenderMetrics metrics, SmsMetrics smsMetrics) {
        this.kafka = kafka;
        this.sender = sender;
        this.stateDir = stateDir;
        this.metrics = metrics;
        this.smsMetrics = smsMetrics;
        this.preparation = new ClusterPreparation(kafka, "sms-receipts");
    }

    /** The state of the streams; empty while the cluster is not there yet. */
    public Optional<KafkaStreams.State> state() {
        return Optional.ofNullable(streams).map(KafkaStreams::state);
    }

    /** The cause of the last lost thread or refused start; null when there was none. */
    public @Nullable String cause() {
        return cause;
    }

    @Override
    public void start() {
        starting = Thread.ofPlatform().name("sms-receipts-start").start(this::begin);
    }

    private void begin() {
        try {
            if (preparation.prepare(TOPICS)) {
                ClusterMark.check(stateDir, preparation.clusterId());
                EmptyStores.forget(stateDir);
                startTopology();
            }
        } catch (RuntimeException e) {
            cause = e.getClass().getSimpleName();
            log.error("receipts=refused cause=\"{}\"", e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Builds the topology once the registry is there: afterwards receipts are written in its absence too. */
    private void startTopology() throws InterruptedException {
        while (true) {
            TopologyRunner fresh =
                    new TopologyRunner(config(), new ReceiptTopology(kafka, metrics, smsMetrics), this::lost);
            try {
                fresh.start(created -> streams = created);
                runner = fresh;
                return;
            } catch (RegistryUnavailableException e) {
                log.warn("receipts=waiting cause=\"{}\"", e.getMessage());
                if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("stopped before its start");
                }
            }
        }
    }

    /** Replaces a lost stream thread, on which this runs: the successor begins when this returns. */
    private StreamThreadExceptionResponse lost(Throwable e) {
        cause = e.getClass().getSimpleName();
        metrics.correlationRestarted();
        log.error("receipts=thread-lost next=again", e);
        try {
            stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(kafka.clientConfig());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topicPrefix() + "vestnik.sms-receipts");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replication());
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, GATHERING.toMillis());
        // Waits for what the other side has on the broker: out of the order of time, an id that is used again would
        // meet the wrong receipt.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), GATHERED_BYTES);
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), (int) GATHERING.toMillis());
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        metrics.watch(config);
        config.putAll(ReceiptTopology.poisonConfig(kafka, metrics, InstantSource.system()));
        String instance = sender.instance();
        if (instance != null) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        }
        return config;
    }

    @Override
    public void stop() {
        stopping.countDown();
        preparation.close();
        Thread thread = starting;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        TopologyRunner running = runner;
        if (running != null) {
            running.stop(sender.instance() == null, STOP);
        }
        starting = null;
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }
}
