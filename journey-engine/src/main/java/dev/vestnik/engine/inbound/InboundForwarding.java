package dev.vestnik.engine.inbound;

import dev.vestnik.engine.streams.edge.WrittenRecords;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Tells the owners of addresses what people sent from them, in the order in which it came. A message that cannot be read goes to the dead
 * letters; where Kafka or the registry does not answer the batch comes again.
 */
final class InboundForwarding implements BatchMessageListener<byte[], byte[]>, AutoCloseable {
    private static final int CLOSE_SECONDS = 2;

    private final KafkaSettings kafka;
    private final InboundMetrics metrics;
    private final InstantSource clock;
    private final AvroDeserializer<InboundMessage> reader = new AvroDeserializer<>();
    private final AvroSerializer<EngineCommand> serializer = new AvroSerializer<>();
    private final ObservedWriter<byte[], byte[]> writer;

    InboundForwarding(
            KafkaSettings kafka,
            String clientId,
            InboundMetrics metrics,
            ObservationRegistry observations,
            InstantSource clock) {
        this.kafka = kafka;
        this.metrics = metrics;
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
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-inbound");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true); // what one address sent stays in its order
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
            InboundMessage message = reader.deserialize(record.topic(), record.value());
            if (message == null) {
                throw new SerializationException("no value");
            }
            Optional<EngineCommand> command =
                    WrittenRecords.toOwner(message, Instant.ofEpochMilli(record.timestamp()), clock.instant());
            if (command.isEmpty()) {
                metrics.unknownChannel();
            }
            return command.map(this::command);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply
            metrics.unreadable(e);
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
                .with("reason", InboundMetrics.UNREADABLE)
                .with("cause", cause.toString());
        String topic = kafka.layout().name(Topics.deadLetters(Topics.INBOUND));
        return new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers());
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
        serializer.close();
    }
}
