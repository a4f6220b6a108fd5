package dev.vestnik.engine.streams;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.clients.EndOffsets;
import dev.vestnik.engine.streams.clients.EngineClients;
import dev.vestnik.engine.streams.clients.SchemaGate;
import dev.vestnik.engine.streams.clients.SchemaWarmUp;
import dev.vestnik.engine.streams.commit.EarlyCommits;
import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.engine.streams.intake.EngineMetrics;
import dev.vestnik.engine.streams.intake.EngineParts;
import dev.vestnik.engine.streams.intake.StateFiles;
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.LocalQueries;
import dev.vestnik.engine.streams.rocksdb.StoreMemory;
import dev.vestnik.engine.streams.store.EngineStores;
import dev.vestnik.engine.streams.store.OpenStores;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.wakeup.Backlogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.engine.streams.walk.Walks;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.ClusterMark;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import dev.vestnik.service.kafka.TopologyRunner;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's stream processing from start to end. Made without any I/O; started once, when the topics exist and the definitions
 * have been read.
 */
public final class EngineStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineStreams.class);
    private static final long REPLACED_AFTER_MS = 1_000;
    /** Long enough for some hundred wake-ups, short beside a transaction's time-out. */
    private static final Duration SLICE = Duration.ofMillis(20);
    /**
     * The recently used states may take one part in so many: of a heap of 2 GiB, the last million changes of states.
     */
    private static final int CACHED_PART_OF_HEAP = 4;

    private static final long RECENTLY_USED = Runtime.getRuntime().maxMemory() / CACHED_PART_OF_HEAP;
    /** An orderly end waits for a transaction, and writes RocksDB's buffers. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final EngineStreamsSettings settings;
    private final KafkaSettings kafka;
    private final AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();
    private final EngineMetrics metrics;
    private final Watch watch;
    private final EngineParts parts;
    private final SchemaGate gate;
    private final EndOffsets ends = new EndOffsets(InstantSource.system());
    private final LocalQueries queries;
    private final StreamsHealth health;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable TopologyRunner runner;
    private @Nullable StoreMemory memory;

    EngineStreams(
            EngineStreamsSettings settings,
            KafkaSettings kafka,
            Decider decider,
            DefinitionsSource definitions,
            MeterRegistry registry,
            RecordTraces traces) {
        this.settings = settings;
        this.kafka = kafka;
        this.metrics = new EngineMetrics(registry);
        this.watch = new Watch(settings.threads());
        this.gate = new SchemaGate(deserializer::deserialize);
        this.parts = new EngineParts(
                decider,
                definitions,
                deserializer::deserialize,
                this::write,
                metrics,
                new WakeupSlices(SLICE),
                new EarlyCommits(),
                new Backlogs(ends),
                watch,
                new OpenStores(RECENTLY_USED),
                new Walks(registry),
                new EventTrace(),
                EngineParts.sources(kafka.layout()),
                kafka.partitions(),
                traces);
        this.queries = new LocalQueries(kafka.layout(), parts.trace());
        this.health = new StreamsHealth(gate, metrics, watch, parts.sources().keySet());
        metrics.watch(any -> health.stalled().size());
        metrics.watch(new StateFiles(settings.stateDir()));
    }

    /** Whether an engine has worked here before; also where nobody can tell. Blocks. */
    public boolean hasBegun() {
        try {
            return new EngineGroup(kafka, kafka.topicPrefix() + settings.applicationId()).exists();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Names the engine's consumer group, behind the topics' prefix. */
    public String applicationId() {
        return settings.applicationId();
    }

    /** The same after a restart; empty: none. */
    public String instanceId() {
        return settings.instanceId();
    }

    /** The directory of the stores; other streams may have theirs there too. */
    public Path stateDir() {
        return settings.stateDir();
    }

    /** Names the topic on the cluster that has the customers' states, as many partitions as they have. */
    public String changelog() {
        return kafka.topicPrefix() + settings.applicationId() + "-" + EngineStores.CUSTOMERS + "-changelog";
    }

    /** The topics that must exist, with their schemas registered, before {@link #start}. */
    public static List<Topic> topics() {
        return EngineTopics.all();
    }

    /** @throws IllegalStateException where the state directory has states of another cluster than this one */
    public void requireStatesOf(String clusterId) {
        ClusterMark.check(settings.stateDir(), clusterId);
    }

    /**
     * Starts the processing and returns; whether it has its partitions yet is said by {@link #ready}. Waits for a registry that does
     * not answer.
     *
     * @param advertisedHostPort where other engines reach this one's API, {@code host:port}
     */
    public void start(String advertisedHostPort) throws InterruptedException {
        serializer.configure(kafka.clientConfig(), false);
        deserializer.configure(kafka.clientConfig(), false);
        if (!new SchemaWarmUp(serializer, kafka.layout()).await(closing)) {
            return;
        }
        synchronized (this) {
            if (closing.getCount() == 0) {
                return;
            }
            if (health.isStarted()) {
                throw new IllegalStateException("started already");
            }
            ends.open(kafka, settings.applicationId());
            memory = new StoreMemory((long) settings.memory() << 20);
            Map<String, Object> config = StreamsProperties.of(settings, kafka, advertisedHostPort, memory);
            metrics.watch(config);
            TopologyRunner fresh = new TopologyRunner(
                    config,
                    new EngineTopology(parts, kafka.layout()),
                    this::failed,
                    new EngineClients(gate, parts.pace(), parts.commits(), parts.backlogs()));
            runner = fresh;
            fresh.start(created -> {
                health.started(created);
                queries.open(created, advertisedHostPort);
            });
        }
    }

    /**
     * Lets a new thread take over from the last commit. An engine whose threads fail again and again does so once a second, and is
     * not ready meanwhile.
     */
    private StreamThreadExceptionResponse failed(Throwable cause) {
        log.error("stream-thread=failed", cause);
        metrics.threadFailed();
        watch.threadFailed();
        try {
            if (closing.await(REPLACED_AFTER_MS, TimeUnit.MILLISECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private byte[] write(String topic, IndexedRecord record) {
        String name = kafka.topicPrefix().isEmpty() ? topic : kafka.topicPrefix() + topic;
        byte[] bytes = serializer.serialize(name, record);
        return java.util.Objects.requireNonNull(bytes);
    }

    CustomerQueries queries() {
        return queries;
    }

    /** False when only a restart of the process can help. */
    public boolean alive() {
        return health.alive();
    }

    /** Every task is assigned and restored, and nothing is being waited for. */
    public boolean ready() {
        return health.ready();
    }

    /** One line for people. */
    public String detail() {
        return health.detail();
    }

    /** The state, tasks, lag and pending wake-ups of this instance. */
    public StreamsStatus status() {
        return health.status();
    }

    /** Ends the processing. With an instance id its place in the group is kept, so that a restart is not a rebalance. */
    @Override
    public void close() {
        close(settings.instanceId().isEmpty());
    }

    /** Ends the processing for good: others take over at once. */
    public void leave() {
        close(true);
    }

    private void close(boolean leaveGroup) {
        closing.countDown();
        health.closing();
        gate.close();
        synchronized (this) {
            TopologyRunner running = runner;
            if (running != null) {
                if (!running.stop(leaveGroup, CLOSE_TIMEOUT)) {
                    log.error("streams=not-closed after={}", CLOSE_TIMEOUT);
                } else if (memory != null) {
                    memory.close();
                    memory = null;
                }
            }
        }
        parts.walks().close();
        ends.close();
        serializer.close();
        deserializer.close();
    }
}
