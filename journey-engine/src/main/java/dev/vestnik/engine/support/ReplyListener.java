package dev.vestnik.engine.support;

import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the answers to what this instance asks on {@code engine.commands}. They come to a key of its own, so it reads one
 * partition, from the end: an answer is for a call that waits here and now.
 */
public final class ReplyListener implements Runnable, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplyListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final String clientId;
    private final String asker = "api:" + UUID.randomUUID();
    private final TopicPartition partition;
    private final Map<String, CompletableFuture<OwnerReply>> waiting = new ConcurrentHashMap<>();
    private final AvroDeserializer<EngineCommand> deserializer = new AvroDeserializer<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> current;
    private @Nullable Thread thread;
    private long next = -1;

    ReplyListener(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
        int hash = Utils.toPositive(Utils.murmur2(asker.getBytes(StandardCharsets.UTF_8)));
        this.partition = new TopicPartition(
                settings.layout().name(Topics.COMMANDS),
                hash % settings.layout().partitions(Topics.COMMANDS));
    }

    /** The key that answers are to be sent to. */
    String asker() {
        return asker;
    }

    /** Begins to listen; the topic exists by now. */
    public synchronized void start() {
        thread = Thread.ofPlatform().name("answers").daemon().start(this);
    }

    /** Whether an answer to what is asked now would be heard. */
    boolean listening(Duration patience) throws InterruptedException {
        return listening.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The answer to this question; several calls may wait for the same one. To be called before it is asked. */
    CompletableFuture<OwnerReply> expect(String askId) {
        return waiting.computeIfAbsent(askId, id -> new CompletableFuture<>());
    }

    /** Nobody waits for this any more. */
    void forget(String askId) {
        waiting.remove(askId);
    }

    @Override
    public void run() {
        deserializer.configure(settings.clientConfig(), false);
        while (open()) {
            try (Consumer<String, byte[]> consumer =
                    new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
                current = consumer;
                listen(consumer);
            } catch (WakeupException e) {
                log.debug("answers=closing");
            } catch (KafkaException e) {
                log.warn("answers=waiting cause=\"{}\"", e.toString());
                idle();
            }
        }
        deserializer.close();
    }

    private Map<String, Object> config() {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-answers");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }

    private void listen(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(partition));
        if (next < 0) {
            next = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
        consumer.seek(partition, next);
        listening.countDown();
        while (open()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL).records(partition)) {
                next = record.offset() + 1;
                if (asker.equals(record.key())) {
                    hear(record);
                }
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        try {
            EngineCommand command = deserializer.deserialize(record.topic(), record.value());
            switch (command == null ? null : command.getPayload()) {
                case dev.vestnik.schemas.engine.Granted granted ->
                    complete(granted.getAskId(), new OwnerReply.Granted(granted.getResult()));
                case dev.vestnik.schemas.engine.Refused refused ->
                    complete(refused.getAskId(), new OwnerReply.Refused(refused.getReason(), refused.getDetail()));
                case null, default -> log.warn("answers=skipped offset={}", record.offset());
            }
        } catch (KafkaException e) {
            log.warn("answers=skipped offset={} cause=\"{}\"", record.offset(), e.toString());
        }
    }

    private void complete(String askId, OwnerReply answer) {
        CompletableFuture<OwnerReply> waiter = waiting.remove(askId);
        if (waiter != null) {
            waiter.complete(answer);
        }
    }

    private boolean open() {
        return closed.getCount() > 0;
    }

    private void idle() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public synchronized void close() throws InterruptedException {
        closed.countDown();
        Consumer<String, byte[]> open = current;
        if (open != null) {
            open.wakeup();
        }
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }
}
