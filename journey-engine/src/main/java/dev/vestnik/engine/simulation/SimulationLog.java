package dev.vestnik.engine.simulation;

import dev.vestnik.engine.reader.SharedTopic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulations that were asked for, what has become of them: a topic of one partition that every engine reads from its beginning. A
 * change counts when it is read back. What the topic's retention takes, and the oldest beyond {@value #MOST_KEPT}, is forgotten.
 */
final class SimulationLog implements SharedTopic.TopicFollower, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulationLog.class);

    /** Results are some ten kilobytes each, and are in the memory of every engine. */
    static final int MOST_KEPT = 200;

    /** Timelines have customers' keys: people are told of them no longer than this. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final long ASK_AGAIN_MS = 1_000;

    private final SharedTopic topic;
    private final InstantSource clock;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Simulation> simulations = new LinkedHashMap<>();
    private boolean complete;

    /** @param open whether the topic is there: asked once a second until then */
    SimulationLog(KafkaSettings kafka, BooleanSupplier open, ObservationRegistry observations, InstantSource clock) {
        this.topic = new SharedTopic(kafka, Topics.SIMULATIONS, "journey-engine-simulations", open, observations);
        this.clock = clock;
    }

    void begin() {
        topic.begin(this);
    }

    @Override
    public synchronized void rest() {
        notifyAll();
    }

    @Override
    public synchronized void caughtUp() {
        complete = true;
    }

    /** Anybody may write to a topic: what is no change of a simulation is passed over. */
    @Override
    public synchronized void take(ConsumerRecord<byte[], byte[]> record) {
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
        topic.awaitEnd();
        caughtUp();
    }

    /**
     * Writes a change and waits until it counts here.
     *
     * @throws KafkaException when the broker does not take it in time, or the engine is starting
     */
    void write(SimulationChange change) throws InterruptedException {
        topic.write(change.id(), json.writeValueAsString(change).getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for a change, for a second at most. */
    synchronized void awaitChange() throws InterruptedException {
        wait(ASK_AGAIN_MS);
    }

    @Override
    public void close() {
        topic.close();
        rest();
    }
}
