package dev.vestnik.engine.streams;

import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.clients.EndOffsets;
import dev.vestnik.engine.streams.clients.EngineClients;
import dev.vestnik.engine.streams.clients.SchemaGate;
import dev.vestnik.engine.streams.clients.SchemaWarmUp;
import dev.vestnik.engine.streams.commit.EarlyCommits;
import dev.vestnik.engine.streams.intake.EngineMetrics;
import dev.vestnik.engine.streams.intake.EngineParts;
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.engine.streams.query.LocalQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.rocksdb.StoreMemory;
import dev.vestnik.engine.streams.store.OpenStores;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.wakeup.Backlogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.engine.streams.walk.Walks;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The parts of {@link EngineStreams} on a broker, with a clock that leaps ahead. When a thread ends the engine does: what a killed process leaves behind. */
final class LeapingEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CACHE = 16 << 20;

    private final AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();
    private final SchemaGate gate = new SchemaGate(deserializer::deserialize);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StoreMemory memory = new StoreMemory(CACHE);
    private final KafkaSettings kafka;
    private final EndOffsets ends;
    private final EngineParts parts;
    private final LocalQueries queries;
    private final KafkaStreams streams;

    LeapingEngine(
            EngineStreamsSettings settings,
            KafkaSettings kafka,
            DefinitionsSource definitions,
            LeapingTime time,
            Crashes crashes)
            throws InterruptedException {
        this.kafka = kafka;
        this.ends = new EndOffsets(time);
        this.parts = parts(settings, definitions);
        this.queries = new LocalQueries(kafka.layout(), parts.trace());
        serializer.configure(kafka.clientConfig(), false);
        deserializer.configure(kafka.clientConfig(), false);
        new SchemaWarmUp(serializer, kafka.layout()).await(new CountDownLatch(1));
        ends.open(kafka, settings.applicationId());
        Topology topology = new Topology();
        new EngineTopology(parts, kafka.layout()).configureTopology(topology);
        Properties config = new Properties();
        config.putAll(StreamsProperties.of(settings, kafka, "127.0.0.1:1", memory));
        EngineClients clients = new EngineClients(gate, parts.pace(), parts.commits(), parts.backlogs());
        streams = new KafkaStreams(topology, config, new LeapingClients(clients, time, crashes), time);
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        queries.open(streams, "127.0.0.1:1");
        streams.start();
        await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);
    }

    private EngineParts parts(EngineStreamsSettings settings, DefinitionsSource definitions) {
        return new EngineParts(
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new VerificationRules(new CodeKey("a secret of tests only")),
                definitions,
                deserializer::deserialize,
                this::write,
                new EngineMetrics(meters),
                new WakeupSlices(Duration.ofMillis(20)),
                new EarlyCommits(),
                new Backlogs(ends),
                new Watch(settings.threads()),
                new OpenStores(CACHE),
                new Walks(meters),
                new EventTrace(),
                EngineParts.sources(kafka.layout()),
                kafka.partitions(),
                RecordTraces.NONE);
    }

    private byte[] write(String topic, IndexedRecord record) {
        return Objects.requireNonNull(serializer.serialize(kafka.topicPrefix() + topic, record));
    }

    /** The customer's state as it is stored now. */
    Lookup<CustomerState> stored(CustomerKey customer) {
        return queries.stored(customer);
    }

    /** Whether a thread has ended, and with it the others. */
    boolean isDead() {
        return streams.state() == KafkaStreams.State.ERROR;
    }

    @Override
    public void close() {
        gate.close();
        streams.close(PATIENCE);
        memory.close();
        parts.walks().close();
        ends.close();
        serializer.close();
        deserializer.close();
    }
}
