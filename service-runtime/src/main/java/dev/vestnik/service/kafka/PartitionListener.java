package dev.vestnik.service.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Reads one partition, without a group, for as long as the service runs: a listener container with one thread. It waits for a broker that
 * does not answer. A listener that implements {@link ConsumerSeekAware} is told the position at the start, and about once a second
 * while nothing comes.
 */
public final class PartitionListener<K, V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PartitionListener.class);
    private static final long POLL_MS = 1_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final KafkaMessageListenerContainer<K, V> container;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param config of the consumer; its {@code client.id} names the thread too
     * @param listener must not throw: an exception is logged, and the records do not come again. After an {@link Error} the reading
     *     begins anew, where it had begun
     */
    public PartitionListener(
            Map<String, Object> config,
            Deserializer<K> keyDeserializer,
            Deserializer<V> valueDeserializer,
            TopicPartitionOffset from,
            BatchMessageListener<K, V> listener) {
        Map<String, Object> complete = new HashMap<>(config);
        complete.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        String name = String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG));
        container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(complete, keyDeserializer, valueDeserializer, false),
                properties(from, listener, name));
        container.setBeanName(name);
        container.setCommonErrorHandler(new WaitingErrorHandler(name));
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ConsumerStoppedEvent) {
                Thread.startVirtualThread(this::startAgain);
            }
        });
    }

    /** A container ends at an {@link Error}, which may have been another's doing. */
    private void startAgain() {
        try {
            while (!stopping.await(POLL_MS, TimeUnit.MILLISECONDS)) {
                if (!container.isRunning()) {
                    log.error("listener={} ended next=again", container.getBeanName());
                    container.start();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ContainerProperties properties(
            TopicPartitionOffset from, BatchMessageListener<?, ?> listener, String name) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(name + "-");
        threads.setDaemon(true);
        ContainerProperties properties = new ContainerProperties(from);
        properties.setMessageListener(listener);
        properties.setListenerTaskExecutor(threads);
        properties.setPollTimeout(POLL_MS);
        properties.setIdleEventInterval(POLL_MS / 2);
        properties.setIdleBeforeDataMultiplier(1);
        properties.setAuthExceptionRetryInterval(WaitingErrorHandler.PAUSE);
        return properties;
    }

    /** Begins to read; the topic exists by now. */
    public void start() {
        container.start();
    }

    /** Asks the thread to end, and returns at once. */
    public synchronized void stop() {
        if (stopping.getCount() > 0) { // a second call would say that it has ended
            stopping.countDown();
            container.stop(ended::countDown);
        }
    }

    /** Stops, and waits a few seconds for the thread to end. */
    @Override
    public void close() {
        stop();
        try {
            ended.await(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
