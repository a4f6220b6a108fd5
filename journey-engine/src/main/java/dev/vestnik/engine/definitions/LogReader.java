package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Submission;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.PartitionListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.TopicPartitionOffset;

/** Reads the log from its beginning for as long as the engine runs. It waits for a broker or a registry that does not answer. */
final class LogReader implements BatchMessageListener<byte[], byte[]>, ConsumerSeekAware, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int FETCH_BYTES = 16 << 20;
    /** A lack of memory may be another's doing; one that is there every time is the record's. */
    private static final int TRIES = 3;

    private static final int LONGEST_CAUSE = 300;

    /** Takes what is read, on the reader's thread. */
    interface Taker {
        void take(long offset, Submission submission);

        /**
         * @param reason low in cardinality
         * @param cause one line, for people
         */
        void skip(long offset, String reason, String cause);

        /** All that was at hand has been taken; comes about once a second. */
        void pause(boolean caughtUp);
    }

    private final KafkaSettings settings;
    private final Taker taker;
    private final TopicPartition partition;
    private final LogEnd end;
    private final PartitionListener<byte[], byte[]> listener;
    private final AvroDeserializer<DefinitionChange> deserializer = new AvroDeserializer<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long next;
    private OptionalLong endAtStart = OptionalLong.empty();

    LogReader(KafkaSettings settings, String clientId, LogEnd end, Taker taker) {
        this.settings = settings;
        this.end = end;
        this.taker = taker;
        this.partition = new TopicPartition(settings.layout().name(Topics.DEFINITIONS), 0);
        this.listener = new PartitionListener<>(
                config(settings, clientId),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                new TopicPartitionOffset(partition.topic(), partition.partition(), 0L),
                this);
    }

    private static Map<String, Object> config(KafkaSettings settings, String clientId) {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-definitions");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return config;
    }

    /** Begins to read; the topic exists by now. */
    void start() {
        deserializer.configure(settings.clientConfig(), false);
        listener.start();
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        pause();
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= next) { // else the listener has begun anew
                take(record);
            }
        }
        pause();
    }

    @Override
    public void onIdleContainer(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        next = Math.max(next, positions.getOrDefault(partition, next));
        pause();
    }

    /** Lets the taker work through what was read. The reader goes on, whatever a record holds. */
    private void pause() {
        try {
            if (open()) {
                taker.pause(isCaughtUp());
            }
        } catch (RuntimeException | Error e) {
            log.error("definitions=failed offset={}", next, e);
        }
    }

    private boolean isCaughtUp() {
        if (endAtStart.isEmpty()) {
            try {
                endAtStart = OptionalLong.of(end.offset());
            } catch (ExecutionException e) {
                log.warn("definitions=waiting cause=\"{}\"", String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return endAtStart.isPresent() && next >= endAtStart.getAsLong();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        for (int tries = 1; open(); ) {
            try {
                Optional<Submission> submission = read(record);
                next = record.offset() + 1;
                hand(record.offset(), submission);
                return;
            } catch (RegistryUnavailableException e) {
                log.warn("definitions=waiting offset={} cause=\"{}\"", record.offset(), e.toString());
                idle();
            } catch (OutOfMemoryError e) {
                if (tries++ >= TRIES) {
                    skip(record.offset(), "unreadable", e.toString());
                    return;
                }
                idle();
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                skip(record.offset(), "unreadable", e.toString());
                return;
            }
        }
    }

    private Optional<Submission> read(ConsumerRecord<byte[], byte[]> record) {
        DefinitionChange value = deserializer.deserialize(record.topic(), record.value());
        if (value == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        return SubmissionCodec.decode(value);
    }

    private void hand(long offset, Optional<Submission> submission) {
        if (submission.isPresent()) {
            taker.take(offset, submission.get());
        } else {
            skip(offset, "unknown", "of a kind that another version knows");
        }
    }

    private void skip(long offset, String reason, String cause) {
        next = offset + 1;
        String line = cause.replaceAll("\\p{Cntrl}", " ");
        String bounded = line.substring(0, Math.min(LONGEST_CAUSE, line.length()));
        log.warn("definitions=skipped offset={} reason={} cause=\"{}\"", offset, reason, bounded);
        taker.skip(offset, reason, bounded);
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

    /** Asks the thread to end, and returns at once. */
    void stop() {
        closed.countDown();
        listener.stop();
    }

    @Override
    public void close() {
        stop();
        listener.close();
        deserializer.close();
    }
}
