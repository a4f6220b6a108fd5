package dev.vestnik.service.kafka;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Writes records through a {@link KafkaTemplate} with a producer of its own, which opens with the first record. Each write is
 * observed, and the trace of the caller goes on in the record's header {@code traceparent}. A record that waits for its acknowledgement is
 * kept in the producer's buffer alone; the template's own {@code send} would keep the object too.
 */
public final class ObservedWriter<K, V> implements AutoCloseable {
    private final DefaultKafkaProducerFactory<K, V> producers;
    private final KafkaTemplate<K, V> template;
    private final ObservationRegistry observations;
    private volatile boolean closed;

    /**
     * @param config of the producer
     * @param valueSerializer configured already; closed by its owner
     * @param closeSeconds to write what is still on its way when the writer ends
     */
    public ObservedWriter(
            Map<String, Object> config,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            ObservationRegistry observations,
            int closeSeconds) {
        this.producers = new DefaultKafkaProducerFactory<>(config, keySerializer, valueSerializer, false);
        this.template = new KafkaTemplate<>(producers);
        this.observations = observations;
        producers.setPhysicalCloseTimeout(closeSeconds);
    }

    /**
     * Opens the producer and asks where the topic is, so that the first record waits for neither. Blocks.
     *
     * @throws KafkaException when no broker answers within {@code max.block.ms}; the first record asks again then
     */
    public void open(String topic) {
        checkOpen();
        template.partitionsFor(topic);
    }

    /** Makes the producer, without asking any broker: settings that it refuses end the start. */
    public ObservedWriter<K, V> withProducer() {
        producers.createProducer().close();
        return this;
    }

    /** A template would open another producer. */
    private void checkOpen() {
        if (closed) {
            throw new KafkaException("the service is shutting down");
        }
    }

    /**
     * Completes once the broker has the record, else with Kafka's own exception. Blocks while the producer has no metadata or no room, for
     * {@code max.block.ms} at most.
     */
    public CompletableFuture<RecordMetadata> write(ProducerRecord<K, V> record) {
        CompletableFuture<RecordMetadata> written = new CompletableFuture<>();
        Observation observation = observation(record.topic(), record.headers()).start();
        try (Observation.Scope scope = observation.openScope()) {
            send(record, (metadata, failure) -> {
                end(observation, failure);
                if (failure == null) {
                    written.complete(metadata);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            end(observation, e);
            written.completeExceptionally(e);
        }
        return written;
    }

    private void send(ProducerRecord<K, V> record, Callback whenDone) {
        checkOpen();
        template.execute(producer -> producer.send(record, whenDone));
    }

    private Observation observation(String topic, Headers headers) {
        return Observation.createNotStarted("vestnik.kafka.write", () -> context(headers), observations)
                .contextualName(topic + " publish")
                .lowCardinalityKeyValues(KeyValues.of(
                        KeyValue.of("messaging.system", "kafka"), KeyValue.of("messaging.destination.name", topic)));
    }

    private static SenderContext<Headers> context(Headers headers) {
        SenderContext<Headers> context = new SenderContext<>(
                (carrier, name, value) -> headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8)));
        context.setCarrier(headers);
        return context;
    }

    private static void end(Observation observation, @Nullable Exception failure) {
        if (failure != null) {
            observation.error(failure);
        }
        observation.stop();
    }

    @Override
    public void close() {
        closed = true;
        producers.destroy();
    }
}
