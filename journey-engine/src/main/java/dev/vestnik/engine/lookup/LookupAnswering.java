package dev.vestnik.engine.lookup;

import dev.vestnik.engine.streams.edge.LookupRecords;
import dev.vestnik.engine.streams.edge.LookupRecords.Question;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.clock.SteadyClock;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import io.micrometer.observation.ObservationRegistry;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks sources what journeys want to know, and writes their answers to the customers' keys. Sources have places of their own. */
final class LookupAnswering implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LookupAnswering.class);

    /** Requests to one source under way at a time: more would fall upon a shop's service together. */
    static final int MOST_AT_ONCE = 32;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int CLOSE_SECONDS = 2;
    private static final String FOUND = "found";
    private static final String RESTS = "unreachable";

    private final String commands;
    private final Map<String, Asked> sources = new HashMap<>();
    private final HttpClient client = HttpSource.client(CONNECT);
    private final LookupMetrics metrics;
    private final InstantSource clock;
    private final AvroSerializer<EngineCommand> serializer = new AvroSerializer<>();
    private final ObservedWriter<byte[], byte[]> writer;

    /** A source with what it is spared. */
    private record Asked(HttpSource http, Semaphore places, SourceRest rest) {}

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
        settings.all()
                .forEach((name, source) -> sources.put(
                        name,
                        new Asked(
                                new HttpSource(client, source),
                                new Semaphore(MOST_AT_ONCE),
                                new SourceRest(new SteadyClock(clock)))));
        serializer.configure(kafka.clientConfig(), false);
        Map<String, Object> config = new HashMap<>(kafka.clientConfig());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-lookup");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        this.writer = new ObservedWriter<>(
                config, new ByteArraySerializer(), new ByteArraySerializer(), observations, CLOSE_SECONDS);
    }

    /** Completes once the answer is with Kafka. */
    CompletableFuture<?> answered(Question question) {
        Instant began = clock.instant();
        if (!began.isBefore(question.request().due())) {
            metrics.answered(name(question), "too-late", Duration.ZERO);
            return CompletableFuture.completedFuture(null);
        }
        Asked source = sources.get(question.request().source());
        return source == null
                ? write(question, new Found.Nothing("no-source"), began)
                : inItsPlace(source, question).thenCompose(found -> write(question, found, began));
    }

    /** Waits for a place, and does not ask a source that has to rest by then. */
    private static CompletableFuture<Found> inItsPlace(Asked source, Question question) {
        source.places().acquireUninterruptibly();
        CompletableFuture<Found> found = source.rest().isOver()
                ? found(source.http(), question).whenComplete((one, none) -> heard(source.rest(), question, one))
                : CompletableFuture.completedFuture(new Found.Nothing(RESTS));
        return found.whenComplete((one, none) -> source.places().release());
    }

    private static void heard(SourceRest rest, Question question, Found found) {
        if (!found.equals(HttpSource.LATE)) {
            rest.answered();
        } else if (rest.timedOut()) {
            log.warn("lookup=resting source={} seconds={}", question.request().source(), SourceRest.LENGTH.toSeconds());
        }
    }

    private static CompletableFuture<Found> found(HttpSource source, Question question) {
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
        serializer.close();
        client.shutdownNow();
    }
}
