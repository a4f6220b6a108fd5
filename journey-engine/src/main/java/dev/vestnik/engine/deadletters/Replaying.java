package dev.vestnik.engine.deadletters;

import dev.vestnik.engine.reader.BackwardReader;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes dead letters to their topic again, one after the other. */
final class Replaying implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    private static final int CLOSE_SECONDS = 2;

    private final TopicLayout layout;
    private final BackwardReader reader;
    private final InstantSource clock;
    private final ObservedWriter<byte[], byte[]> writer;

    Replaying(KafkaSettings settings, BackwardReader reader, InstantSource clock, ObservationRegistry observations) {
        this.layout = settings.layout();
        this.reader = reader;
        this.clock = clock;
        Map<String, Object> config = settings.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "journey-engine-replay");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        writer = new ObservedWriter<>(
                config, new ByteArraySerializer(), new ByteArraySerializer(), observations, CLOSE_SECONDS);
    }

    /** @param why it was not written again; null: it was */
    record Answer(long offset, @Nullable String why) {}

    /**
     * In the order of their offsets. Blocks until the broker has each of them.
     *
     * @throws KafkaException when the broker does not answer: those of smaller offsets have been written, and may be written again,
     *     since what a record does is done once
     */
    List<Answer> replay(Topic topic, List<Long> offsets) {
        List<Long> ordered = offsets.stream().sorted().distinct().toList();
        Map<Long, Answer> answers = reader.at(
                DeadLetterTopics.letters(layout, topic),
                ordered,
                letter -> new Answer(letter.offset(), again(topic, letter)));
        return ordered.stream()
                .map(offset -> answers.getOrDefault(offset, new Answer(offset, "there is none any more")))
                .toList();
    }

    private @Nullable String again(Topic topic, ConsumerRecord<byte[], byte[]> letter) {
        return switch (Replay.of(topic, layout, letter, clock.instant())) {
            case Replay.Not(String why) -> why;
            case Replay.Again(var record) -> {
                write(record);
                yield null;
            }
        };
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        try {
            writer.write(record).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
