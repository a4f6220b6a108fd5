package dev.vestnik.engine.support;

import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.PartitionListener;
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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/**
 * Hears the answers to what this instance asks on {@code engine.commands}. They come to a key of its own, so it reads one
 * partition, from the end: an answer is for a call that waits here and now.
 */
public final class ReplyListener implements BatchMessageListener<String, byte[]>, ConsumerSeekAware, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplyListener.class);

    private final KafkaSettings settings;
    private final String asker = "api:" + UUID.randomUUID();
    private final Map<String, CompletableFuture<OwnerReply>> waiting = new ConcurrentHashMap<>();
    private final AvroDeserializer<EngineCommand> deserializer = new AvroDeserializer<>();
    private final PartitionListener<String, byte[]> listener;
    private final CountDownLatch listening = new CountDownLatch(1);

    ReplyListener(KafkaSettings settings, String clientId) {
        this.settings = settings;
        int hash = Utils.toPositive(Utils.murmur2(asker.getBytes(StandardCharsets.UTF_8)));
        this.listener = new PartitionListener<>(
                config(settings, clientId),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                new TopicPartitionOffset(
                        settings.layout().name(Topics.COMMANDS),
                        hash % settings.layout().partitions(Topics.COMMANDS),
                        SeekPosition.END),
                this);
    }

    private static Map<String, Object> config(KafkaSettings settings, String clientId) {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-answers");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        return config;
    }

    /** The key that answers are to be sent to. */
    String asker() {
        return asker;
    }

    /** Begins to listen; the topic exists by now. */
    public void start() {
        deserializer.configure(settings.clientConfig(), false);
        listener.start();
    }

    /** Whether an answer to what is asked now would be heard. */
    boolean listening(Duration patience) throws InterruptedException {
        return listening.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The answer to this question; several calls may wait for the same one. To be called before it is asked. */
    CompletableFuture<OwnerReply> expect(String askId) {
        return waiting.computeIfAbsent(askId, id -> new CompletableFuture<>());
    }

    /** Forgets a question whose answer nobody waits for any more. */
    void forget(String askId) {
        waiting.remove(askId);
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        listening.countDown();
    }

    @Override
    public void onIdleContainer(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        listening.countDown();
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        listening.countDown();
        records.stream().filter(record -> asker.equals(record.key())).forEach(this::hear);
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
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply
            log.warn("answers=skipped offset={} cause=\"{}\"", record.offset(), e.toString());
        }
    }

    private void complete(String askId, OwnerReply answer) {
        CompletableFuture<OwnerReply> waiter = waiting.remove(askId);
        if (waiter != null) {
            waiter.complete(answer);
        }
    }

    @Override
    public void close() {
        listener.close();
        deserializer.close();
    }
}
