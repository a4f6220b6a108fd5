package dev.vestnik.engine.lookup;

import dev.vestnik.engine.streams.edge.LookupRecords;
import dev.vestnik.engine.streams.edge.LookupRecords.Question;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Asks sources what journeys want to know, and writes their answers to the customers' keys. A batch is done once all its answers are with
 * Kafka: after a crash the questions are asked again, and the first answer counts.
 */
final class LookupAnswering implements BatchMessageListener<byte[], byte[]>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LookupAnswering.class);

    /** Requests under way at a time: more would fall upon a shop's service together. */
    static final int MOST_AT_ONCE = 32;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final byte[] PREFIX = LookupRecords.PREFIX.getBytes(StandardCharsets.UTF_8);
    private static final int CLOSE_SECONDS = 2;
    private static final String FOUND = "found";

    private final String commands;
    private final Map<String, HttpSource> sources = new HashMap<>();
    private final HttpClient client = HttpSource.client(CONNECT);
    private final LookupMetrics metrics;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AvroDeserializer<EngineCommand> reader = new AvroDeserializer<>();
    private final AvroSerializer<EngineCommand> serializer = new AvroSerializer<>();
    private final ObservedWriter<byte[], byte[]> writer;

    LookupAnswering(
            KafkaSettings kafka,
            String clientId,
            LookupSettings settings,
            LookupMetrics metrics,
            ObservationRegistry observations,
            InstantSource clock) {
        this.commands = kafka.layout().name(Topics.COMMANDS);
        this.metrics = metrics;
        this.clock = clock;
        settings.all().forEach((name, source) -> sources.put(name, new HttpSource(client, source)));
        reader.configure(kafka.clientConfig(), false);
        serializer.configure(kafka.clientConfig(), false);
        Map<String, Object> config = new HashMap<>(kafka.clientConfig());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-lookup");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        this.writer = new ObservedWriter<>(
                config, new ByteArraySerializer(), new ByteArraySerializer(), observations, CLOSE_SECONDS);
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<?>> answered = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (isForASource(record.key())) {
                question(record).map(this::answered).ifPresent(answered::add);
            }
        }
        CompletableFuture.allOf(answered.toArray(CompletableFuture[]::new)).join();
    }

    /** Most commands are others: their keys tell, and nothing of them is read. */
    private static boolean isForASource(byte[] key) {
        return key != null
                && key.length > PREFIX.length
                && Arrays.equals(key, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    }

    private Optional<Question> question(ConsumerRecord<byte[], byte[]> record) {
        try {
            EngineCommand command = reader.deserialize(record.topic(), record.value());
            return command == null ? Optional.empty() : LookupRecords.read(command);
        } catch (RegistryUnavailableException e) {
            throw e; // the batch comes again
        } catch (RuntimeException | StackOverflowError e) { // nobody waits for it longer than its time
            log.warn("lookup=unreadable cause=\"{}\"", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Completes once the answer is with Kafka. */
    private CompletableFuture<?> answered(Question question) {
        Instant began = clock.instant();
        if (!began.isBefore(question.request().due())) {
            metrics.answered(name(question), "too-late", Duration.ZERO);
            return CompletableFuture.completedFuture(null);
        }
        places.acquireUninterruptibly();
        return found(question)
                .whenComplete((found, none) -> places.release())
                .thenCompose(found -> write(question, found, began));
    }

    private CompletableFuture<Found> found(Question question) {
        HttpSource source = sources.get(question.request().source());
        if (source == null) {
            return CompletableFuture.completedFuture(new Found.Nothing("no-source"));
        }
        Map<String, Object> values = new HashMap<>(question.request().params());
        values.put("shop", question.asker().shop());
        values.put("customer", question.asker().customerId());
        try {
            return source.ask(values);
        } catch (RuntimeException e) { // a value that no request can have must not hold up the others
            log.warn(
                    "lookup=failed source={} cause={}",
                    question.request().source(),
                    e.getClass().getSimpleName());
            return CompletableFuture.completedFuture(new Found.Nothing("failed"));
        }
    }

    private CompletableFuture<?> write(Question question, Found found, Instant began) {
        Instant now = clock.instant();
        EngineCommand answer;
        String outcome = FOUND;
        try {
            answer = switch (found) {
                case Found.Value(var json) -> LookupRecords.given(question, json, now);
                case Found.Nothing(var why) -> {
                    outcome = why;
                    yield LookupRecords.refused(question, why, now);
                }
            };
        } catch (IllegalArgumentException | StackOverflowError e) {
            outcome = "no-json";
            answer = LookupRecords.refused(question, outcome, now);
        }
        metrics.answered(name(question), outcome, Duration.between(began, now));
        byte[] key = question.asker().toString().getBytes(StandardCharsets.UTF_8);
        return writer.write(new ProducerRecord<>(commands, key, serializer.serialize(commands, answer)));
    }

    private String name(Question question) {
        String source = question.request().source();
        return sources.containsKey(source) ? source : "other";
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
        serializer.close();
        client.shutdownNow();
    }
}
