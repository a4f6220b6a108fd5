package dev.vestnik.engine.inbound;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.InstantSource;
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
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Reads {@code messages.inbound} in a group of its own, so that engines of versions that do not read it have the same tasks. What a batch
 * leads to is with Kafka before its offsets are committed: after a crash it comes again, with the same ids. Begins once every live engine
 * knows what the owners of addresses are told; until then the topic keeps it.
 */
public final class InboundIntake implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InboundIntake.class);
    private static final long PAUSE_MS = 1_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BooleanSupplier open;
    private final InboundForwarding forwarding;
    private final KafkaMessageListenerContainer<byte[], byte[]> container;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param applicationId the engine's; the group's name begins with it
     * @param open whether to begin: asked once a second until then
     */
    public InboundIntake(
            KafkaSettings kafka,
            String applicationId,
            BooleanSupplier open,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.open = open;
        this.forwarding = new InboundForwarding(
                kafka, applicationId, new InboundMetrics(meters), observations, InstantSource.system());
        String group = kafka.topicPrefix() + applicationId + "-inbound";
        container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        config(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer(), false),
                properties(kafka.layout().name(Topics.INBOUND), group, forwarding));
        container.setBeanName(group);
        container.setCommonErrorHandler(new DefaultErrorHandler(
                (record, cause) -> log.error("inbound=given-up", cause),
                new FixedBackOff(PAUSE_MS, FixedBackOff.UNLIMITED_ATTEMPTS)));
    }

    private static Map<String, Object> config(KafkaSettings kafka, String group) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }

    private static ContainerProperties properties(String topic, String group, InboundForwarding forwarding) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(group + "-");
        threads.setDaemon(true);
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setMessageListener(forwarding);
        properties.setListenerTaskExecutor(threads);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setShutdownTimeout(STOP.toMillis());
        properties.setAuthExceptionRetryInterval(Duration.ofMillis(PAUSE_MS));
        return properties;
    }

    /** Waits until it may begin, on a thread of its own. */
    public void begin() {
        Thread.ofVirtual().name("inbound-start").start(this::startOnceOpen);
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
            log.info("inbound=reading");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            container.stop();
        }
        forwarding.close();
    }
}
