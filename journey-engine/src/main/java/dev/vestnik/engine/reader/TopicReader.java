package dev.vestnik.engine.reader;

import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Reads one topic in a group of its own, so that engines of versions that do not read it have the same tasks. The listener is done with a
 * batch before its offsets are committed: after a crash it comes again. Begins once it may.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final long PAUSE_MS = 1_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final BooleanSupplier open;
    private final KafkaMessageListenerContainer<byte[], byte[]> container;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * The topic that is read, and its reader.
     *
     * @param name of the reader in logs
     * @param topic on the cluster
     * @param group on the cluster
     * @param batch the most records at a time
     */
    public record TopicToRead(String name, String topic, String group, int batch) {}

    /** @param open whether to begin: asked once a second until then */
    public TopicReader(
            KafkaSettings kafka,
            TopicToRead reading,
            BooleanSupplier open,
            BatchMessageListener<byte[], byte[]> listener) {
        this.name = reading.name();
        this.open = open;
        container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        config(kafka, reading), new ByteArrayDeserializer(), new ByteArrayDeserializer(), false),
                properties(reading, listener));
        container.setBeanName(reading.group());
        container.setCommonErrorHandler(new DefaultErrorHandler(
                (record, cause) -> log.error("{}=given-up", name, cause),
                new FixedBackOff(PAUSE_MS, FixedBackOff.UNLIMITED_ATTEMPTS)));
    }

    private static Map<String, Object> config(KafkaSettings kafka, TopicToRead reading) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, reading.group());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, reading.group());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, reading.batch());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }

    private static ContainerProperties properties(TopicToRead reading, BatchMessageListener<byte[], byte[]> listener) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(reading.group() + "-");
        threads.setDaemon(true);
        ContainerProperties properties = new ContainerProperties(reading.topic());
        properties.setMessageListener(listener);
        properties.setListenerTaskExecutor(threads);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setShutdownTimeout(STOP.toMillis());
        properties.setAuthExceptionRetryInterval(Duration.ofMillis(PAUSE_MS));
        return properties;
    }

    /** Waits until it may begin, on a thread of its own. */
    public void begin() {
        Thread.ofVirtual().name(name + "-start").start(this::startOnceOpen);
    }

    private void startOnceOpen() {
        try {
            while (!closing.await(open.getAsBoolean() ? 0 : PAUSE_MS, TimeUnit.MILLISECONDS)) {
                if (open.getAsBoolean()) {
                    start();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void start() {
        if (closing.getCount() > 0) {
            container.start();
            log.info("{}=reading", name);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            container.stop();
        }
    }
}
