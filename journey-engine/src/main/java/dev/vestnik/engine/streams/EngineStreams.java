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
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.LocalQueries;
import dev.vestnik.engine.streams.rocksdb.StoreMemory;
import dev.vestnik.engine.streams.store.OpenStores;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.wakeup.Backlogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.engine.streams.walk.Walks;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import dev.vestnik.service.kafka.TopologyRunner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's stream processing from start to end. Made without any I/O; started once, when the topics exist and the definitions
 * have been read.
 */
public final class EngineStreams implements StreamsStatus, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineStreams.class);
    private static final long REPLACED_AFTER_MS = 1_000;
    /** Long enough for some hundred wake-ups, short beside a transaction's time-out. */
    private static final Duration SLICE = Duration.ofMillis(20);
    /**
     * The recently used states may take one part in so many: of a heap of 2 GiB, the last million changes of states.
     */
    private static final int CACHED_PART_OF_HEAP = 4;

    private static final long RECENTLY_USED = Runtime.getRuntime().maxMemory() / CACHED_PART_OF_HEAP;
    /** An orderly end writes the recently used states: 7 to 30 ms for each MiB, measured. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20).plusMillis(40 * (RECENTLY_USED >> 20));

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
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;
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
        metrics.watch(any -> stalled().size());
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

    /** The topics that must exist, with their schemas registered, before {@link #start}. */
    public static List<Topic> topics() {
        return EngineTopics.all();
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
            if (streams != null) {
                throw new IllegalStateException("started already");
            }
            ends.open(kafka, settings.applicationId());
            memory = new StoreMemory((long) settings.memory() << 20);
            TopologyRunner fresh = new TopologyRunner(
                    StreamsProperties.of(settings, kafka, advertisedHostPort, memory),
                    new EngineTopology(parts, kafka.layout()),
                    this::failed,
                    new EngineClients(gate, parts.pace(), parts.commits(), parts.backlogs()));
            runner = fresh;
            fresh.start(created -> {
                streams = created;
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

    @Override
    public boolean alive() {
        KafkaStreams running = streams;
        return running == null || closing.getCount() == 0 || !running.state().hasStartedOrFinishedShuttingDown();
    }

    @Override
    public boolean ready() {
        KafkaStreams running = streams;
        return running != null
                && running.state() == KafkaStreams.State.RUNNING
                && !gate.waits()
                && !watch.threadsFail()
                && stalled().isEmpty()
                && running.metadataForLocalThreads().stream().allMatch(EngineStreams::works);
    }

    private static boolean works(ThreadMetadata thread) {
        return thread.threadState().equals("RUNNING");
    }

    @Override
    public String detail() {
        KafkaStreams running = streams;
        String state = running == null ? "NOT_STARTED" : running.state().name();
        List<String> stalled = stalled();
        if (gate.waits()) {
            return state + ", the schema registry does not answer";
        }
        if (watch.threadsFail()) {
            return state + ", its threads end again and again: see the log";
        }
        return stalled.isEmpty() ? state : state + ", tasks that get nothing done: " + String.join(", ", stalled);
    }

    /** The tasks that have something to do and get nothing done, while nothing is being waited for. */
    private List<String> stalled() {
        KafkaStreams running = streams;
        if (running == null || gate.waits() || running.state() != KafkaStreams.State.RUNNING) {
            return List.of();
        }
        Map<Integer, Long> lag = lagByPartition(running);
        return watch.stalled(task -> lag.getOrDefault(task.partition(), 0L));
    }

    private Map<Integer, Long> lagByPartition(KafkaStreams running) {
        Map<Integer, Long> lag = new HashMap<>();
        eachLag(running, (topic, partition, records) -> lag.merge(partition, records, Long::sum));
        return lag;
    }

    /** The state, tasks, lag and pending wake-ups of this instance. */
    public Status status() {
        KafkaStreams running = streams;
        if (running == null) {
            return new Status(
                    detail(), List.of(), List.of(), Map.of(), 0, 0, 0, List.of(), (long) metrics.deadLetters(), 0);
        }
        return new Status(
                detail(),
                tasks(running, true),
                tasks(running, false),
                lag(running),
                metrics.pending(WakeClass.SERVICE),
                metrics.pending(WakeClass.MARKETING),
                metrics.parked(),
                stalled(),
                (long) metrics.deadLetters(),
                (long) metrics.unreadable());
    }

    private static List<String> tasks(KafkaStreams running, boolean active) {
        return running.metadataForLocalThreads().stream()
                .flatMap(thread -> (active ? thread.activeTasks() : thread.standbyTasks()).stream())
                .map(TaskMetadata::taskId)
                .map(String::valueOf)
                .sorted()
                .toList();
    }

    private Map<String, Long> lag(KafkaStreams running) {
        Map<String, Long> lag = new TreeMap<>();
        eachLag(running, (topic, partition, records) -> lag.merge(topic, records, Long::sum));
        return lag;
    }

    private interface LagTaker {
        void take(String topic, int partition, long records);
    }

    private void eachLag(KafkaStreams running, LagTaker taker) {
        for (Map.Entry<MetricName, ? extends Metric> metric : running.metrics().entrySet()) {
            String topic = metric.getKey().tags().get("topic");
            String partition = metric.getKey().tags().get("partition");
            if (metric.getKey().name().equals("records-lag")
                    && topic != null
                    && partition != null
                    && parts.sources().containsKey(topic)
                    && metric.getValue().metricValue() instanceof Double records
                    && !records.isNaN()) {
                taker.take(topic, Integer.parseInt(partition), records.longValue());
            }
        }
    }

    /**
     * A moment's picture.
     *
     * @param active ids of the tasks that process here
     * @param standby ids of those of which a copy is kept here
     * @param lag records not read yet, by topic
     * @param stuck how many instances are parked here
     * @param stalled ids of the tasks that have something to do and get nothing done
     * @param deadLetters set aside since the start
     * @param unreadable those of them that were of customers whose state this version cannot read
     */
    public record Status(
            String state,
            List<String> active,
            List<String> standby,
            Map<String, Long> lag,
            long pendingService,
            long pendingMarketing,
            long stuck,
            List<String> stalled,
            long deadLetters,
            long unreadable) {}

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
