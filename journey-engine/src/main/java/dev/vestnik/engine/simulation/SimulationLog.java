package dev.vestnik.engine.simulation;

import dev.vestnik.engine.definitions.LogEnd;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import dev.vestnik.service.kafka.PartitionListener;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.TopicPartitionOffset;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulations that were asked for, what has become of them: a topic of one partition that every engine reads from its beginning. A
 * change counts when it is read back. What the topic's retention takes, and the oldest beyond {@value #MOST_KEPT}, is forgotten.
 */
final class SimulationLog implements BatchMessageListener<byte[], byte[]>, ConsumerSeekAware, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulationLog.class);

    /** Results are some ten kilobytes each, and are in the memory of every engine. */
    static final int MOST_KEPT = 200;

    /** Timelines have customers' keys: people are told of them no longer than this. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String CLIENT_ID = "journey-engine-simulations";
    private static final long ASK_AGAIN_MS = 1_000;
    private static final long PATIENCE_MS = 10_000;
    private static final int TIMEOUT_MS = 10_000;
    private static final int CLOSE_SECONDS = 2;

    private final KafkaSettings kafka;
    private final BooleanSupplier open;
    private final InstantSource clock;
    private final JsonMapper json = new JsonMapper();
    private final TopicPartition partition;
    private final ObservedWriter<String, byte[]> writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Simulation> simulations = new LinkedHashMap<>();
    private @Nullable PartitionListener<byte[], byte[]> listener;
    private @Nullable LogEnd end;
    private long next;
    private boolean complete;

    /** @param open whether the topic is there: asked once a second until then */
    SimulationLog(KafkaSettings kafka, BooleanSupplier open, ObservationRegistry observations, InstantSource clock) {
        this.kafka = kafka;
        this.open = open;
        this.clock = clock;
        this.partition = new TopicPartition(kafka.layout().name(Topics.SIMULATIONS), 0);
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.writer = new ObservedWriter<>(
                config, new StringSerializer(), new ByteArraySerializer(), observations, CLOSE_SECONDS);
    }

    /** Waits until it may begin, on a thread of its own. */
    void begin() {
        Thread.ofVirtual().name("simulations-start").start(this::startOnceOpen);
    }

    private void startOnceOpen() {
        try {
            while (!closing.await(open.getAsBoolean() ? 0 : ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                if (open.getAsBoolean()) {
                    start();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void start() {
        if (closing.getCount() == 0) {
            return;
        }
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        end = new LogEnd(kafka, CLIENT_ID, Topics.SIMULATIONS);
        listener = new PartitionListener<>(
                config,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                new TopicPartitionOffset(partition.topic(), partition.partition(), 0L),
                this);
        listener.start();
    }

    @Override
    public synchronized void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= next) { // else the listener has begun anew
                take(record);
                next = record.offset() + 1;
            }
        }
        notifyAll();
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        moved(positions);
    }

    @Override
    public void onIdleContainer(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        moved(positions);
    }

    private synchronized void moved(Map<TopicPartition, Long> positions) {
        next = Math.max(next, positions.getOrDefault(partition, next));
        notifyAll();
    }

    /** Anybody may write to a topic: what is no change of a simulation is passed over. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            SimulationChange change = json.readValue(record.value(), SimulationChange.class);
            if (change == null) {
                throw new IllegalArgumentException("null");
            }
            apply(change);
        } catch (JacksonException | IllegalArgumentException e) {
            log.warn(
                    "simulations=skipped offset={} cause={}",
                    record.offset(),
                    e.getClass().getSimpleName());
        }
    }

    private void apply(SimulationChange change) {
        Simulation known = simulations.get(change.id());
        if (known != null) {
            put(known.with(change));
        } else if (change.asked() != null) {
            put(new Simulation(change.id(), change.asked(), null, null));
        }
    }

    private void put(Simulation simulation) {
        if (simulation.ended() != null && simulation.ended().ending() == SimulationChange.Ending.REMOVED) {
            simulations.remove(simulation.id());
            return;
        }
        simulations.put(simulation.id(), simulation);
        Iterator<Simulation> oldest = simulations.values().iterator();
        while (simulations.size() > MOST_KEPT && oldest.hasNext()) {
            if (oldest.next().isOver()) {
                oldest.remove();
            }
        }
    }

    /**
     * In the order in which they were asked for.
     *
     * @throws KafkaException when the topic has not been read to its end yet
     */
    synchronized List<Simulation> all() {
        if (!complete) {
            throw new KafkaException("the engine is still reading its simulations");
        }
        return simulations.values().stream().filter(this::isKept).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Null where none is known here. */
    synchronized @Nullable Simulation find(String id) {
        Simulation known = simulations.get(id);
        return known == null || !isKept(known) ? null : known;
    }

    /** Brokers delete whole segments: what is too old may be there for long. */
    private boolean isKept(Simulation simulation) {
        return simulation.ended() == null
                || simulation.ended().at().isAfter(clock.instant().minus(KEPT));
    }

    /** The same after all that any engine has written by now. Blocks. */
    Optional<Simulation> findNewest(String id) throws InterruptedException {
        if (find(id) == null) {
            awaitEnd();
        }
        return Optional.ofNullable(find(id));
    }

    /**
     * Waits until all that any engine has written by now is read here.
     *
     * @throws KafkaException when the broker does not answer, or the engine is starting
     */
    void awaitEnd() throws InterruptedException {
        try {
            awaitRead(end().offset());
            complete();
        } catch (ExecutionException e) {
            throw new KafkaException("the topic of simulations cannot be read", e);
        }
    }

    private synchronized void complete() {
        complete = true;
    }

    private synchronized LogEnd end() {
        if (end == null) {
            throw new KafkaException("the engine is starting");
        }
        return end;
    }

    /**
     * Writes a change and waits until it counts here.
     *
     * @throws KafkaException when the broker does not take it in time, or the engine is starting
     */
    void write(SimulationChange change) throws InterruptedException {
        end();
        byte[] bytes = json.writeValueAsString(change).getBytes(StandardCharsets.UTF_8);
        try {
            RecordMetadata written = writer.write(new ProducerRecord<>(partition.topic(), 0, change.id(), bytes))
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            awaitRead(written.offset() + 1);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the topic of simulations does not take a record", e);
        }
    }

    private synchronized void awaitRead(long offset) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (next < offset) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new KafkaException("the topic of simulations is not read in time");
            }
            wait(left);
        }
    }

    /** Waits for a change, for a second at most. */
    synchronized void awaitChange() throws InterruptedException {
        wait(ASK_AGAIN_MS);
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            notifyAll();
        }
        PartitionListener<byte[], byte[]> reading = listener;
        if (reading != null) {
            reading.close();
        }
        LogEnd asked = end;
        if (asked != null) {
            asked.close();
        }
        writer.close();
    }
}
