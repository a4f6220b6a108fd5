package dev.vestnik.engine.reader;

import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.DeadLetter;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Tells owners what the records of a topic say, in the order in which they came. A record that cannot be read goes to the dead
 * letters; where Kafka or the registry does not answer the batch comes again.
 *
 * @param <V> the values of the topic
 */
public final class CommandForwarding<V extends IndexedRecord>
        implements BatchMessageListener<byte[], byte[]>, AutoCloseable {
    /** The reason of what cannot be read. */
    public static final String UNREADABLE = "unreadable";

    private static final int CLOSE_SECONDS = 2;

    private final KafkaSettings kafka;
    private final Source<V> source;
    private final InstantSource clock;
    private final AvroDeserializer<V> reader = new AvroDeserializer<>();
    private final AvroSerializer<EngineCommand> serializer = new AvroSerializer<>();
    private final ObservedWriter<byte[], byte[]> writer;

    /** A topic that is read, and the commands that its records become. */
    public interface Source<V> {
        Topic topic();

        /**
         * The command; empty where there is nobody to be told.
         *
         * @param recordedAt Kafka's timestamp of the record
         */
        Optional<EngineCommand> command(V value, Instant recordedAt, Instant now);

        /** A record cannot be read. */
        void unreadable(Throwable cause);

        /**
         * The command for a record without a value, which compacted topics alone have: elsewhere it cannot be read.
         *
         * @throws RuntimeException when it cannot be read
         */
        default EngineCommand deleted(byte @Nullable [] key, Instant recordedAt, Instant now) {
            throw new SerializationException("no value");
        }
    }

    public CommandForwarding(
            KafkaSettings kafka,
            String clientId,
            Source<V> source,
            ObservationRegistry observations,
            InstantSource clock) {
        this.kafka = kafka;
        this.source = source;
        this.clock = clock;
        reader.configure(kafka.clientConfig(), false);
        serializer.configure(kafka.clientConfig(), false);
        this.writer = new ObservedWriter<>(
                config(kafka, clientId),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                observations,
                CLOSE_SECONDS);
    }

    private static Map<String, Object> config(KafkaSettings kafka, String clientId) {
        Map<String, Object> config = new HashMap<>(kafka.clientConfig());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true); // what is said of one owner stays in its order
        return config;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<?>> written = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            forward(record).map(writer::write).ifPresent(written::add);
        }
        CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
    }

    /** Empty where there is nobody to be told. */
    private Optional<ProducerRecord<byte[], byte[]>> forward(ConsumerRecord<byte[], byte[]> record) {
        try {
            V value = reader.deserialize(record.topic(), record.value());
            Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
            Instant now = clock.instant();
            Optional<EngineCommand> told = value == null
                    ? Optional.of(source.deleted(record.key(), recordedAt, now))
                    : source.command(value, recordedAt, now);
            return told.map(this::command);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply
            source.unreadable(e);
            return Optional.of(letter(record, e));
        }
    }

    private ProducerRecord<byte[], byte[]> command(EngineCommand told) {
        String topic = kafka.layout().name(Topics.COMMANDS);
        byte[] key = told.getHeader().getCustomerId().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, serializer.serialize(topic, told));
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
        DeadLetter letter = DeadLetter.of(record.key(), record.value(), record.headers())
                .with("topic", record.topic())
                .with("partition", String.valueOf(record.partition()))
                .with("offset", String.valueOf(record.offset()))
                .with("reason", UNREADABLE)
                .with("cause", cause.toString());
        String topic = kafka.layout().name(Topics.deadLetters(source.topic()));
        return new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers());
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
        serializer.close();
    }
}
