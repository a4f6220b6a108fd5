package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Change;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log from its beginning for as long as the engine runs. It waits for a broker or a registry that does not answer. */
final class LogReader implements Runnable, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int FETCH_BYTES = 16 << 20;
    /** A lack of memory may be another's doing; one that is there every time is the record's. */
    private static final int TRIES = 3;

    private static final int LONGEST_CAUSE = 300;

    /** Takes what is read, on the reader's thread. */
    interface Taker {
        void take(long offset, Change change);

        /**
         * @param reason low in cardinality
         * @param cause one line, for people
         */
        void skip(long offset, String reason, String cause);

        /** All that was at hand has been taken; comes about once a second. */
        void pause(boolean caughtUp);
    }

    private final KafkaSettings settings;
    private final Map<String, Object> config;
    private final Taker taker;
    private final TopicPartition partition;
    private final AvroDeserializer<DefinitionChange> deserializer = new AvroDeserializer<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Consumer<byte[], byte[]>> current = Optional.empty();
    private long next;

    LogReader(KafkaSettings settings, String clientId, Taker taker) {
        this.settings = settings;
        this.taker = taker;
        this.partition = new TopicPartition(settings.layout().name(Topics.DEFINITIONS), 0);
        this.config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-definitions");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    }

    @Override
    public void run() {
        deserializer.configure(settings.clientConfig(), false);
        while (open()) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                current = Optional.of(consumer);
                consume(consumer);
            } catch (WakeupException e) {
                log.debug("definitions=closing");
            } catch (KafkaException e) {
                log.warn("definitions=waiting cause=\"{}\"", e.toString());
                idle();
            } catch (RuntimeException | Error e) { // whatever a record holds, the reader goes on
                log.error("definitions=failed offset={}", next, e);
                idle();
            }
        }
        deserializer.close();
    }

    private void consume(Consumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, next);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        boolean caughtUp = next >= end;
        taker.pause(caughtUp);
        while (open()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.records(partition).forEach(this::take);
            caughtUp = caughtUp || consumer.position(partition) >= end;
            taker.pause(caughtUp);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        for (int tries = 1; open(); ) {
            try {
                Optional<Change> change = read(record);
                next = record.offset() + 1;
                hand(record.offset(), change);
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

    private Optional<Change> read(ConsumerRecord<byte[], byte[]> record) {
        DefinitionChange value = deserializer.deserialize(record.topic(), record.value());
        if (value == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        return ChangeCodec.decode(value);
    }

    private void hand(long offset, Optional<Change> change) {
        if (change.isPresent()) {
            taker.take(offset, change.get());
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

    @Override
    public void close() {
        closed.countDown();
        current.ifPresent(Consumer::wakeup);
    }
}
