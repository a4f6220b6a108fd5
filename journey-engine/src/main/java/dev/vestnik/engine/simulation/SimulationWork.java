package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.PartitionWork.Room;
import dev.vestnik.engine.simulation.PartitionWork.Where;
import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.RecordedEvents.Stretch;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.simulation.Simulator.Bounds;
import dev.vestnik.rules.simulation.StoppedException;
import dev.vestnik.rules.simulation.TooManyCustomersException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Works a simulation off, partition by partition, on threads of its own: half of the processors, so that the others decide live. Only the
 * customers of as many partitions as there are threads are in memory at a time.
 */
public final class SimulationWork implements AutoCloseable {
    /** The part of the heap for all that is simulated at a time. */
    private static final int PART_OF_HEAP = 8;

    /** The part of that for the states of today; the rest is for the simulated customers. */
    private static final int PART_OF_STATES = 4;

    private final KafkaSettings kafka;
    private final String changelog;
    private final RecordedEvents events;
    private final int threads;
    private final long memory;
    private final ExecutorService workers;
    private final Decider decider = new Decider((customer, channel, topic) -> "https://example.org/u/simulation");

    /**
     * @param changelog the topic that has the customers' states
     * @param threads at most
     * @param heap bytes, of which it takes a part
     */
    public SimulationWork(KafkaSettings kafka, String changelog, int threads, long heap) {
        this.kafka = kafka;
        this.changelog = changelog;
        this.events = new RecordedEvents(kafka);
        this.threads = threads;
        this.memory = heap / PART_OF_HEAP;
        this.workers = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform()
                        .name("simulation-", 0)
                        .daemon(true)
                        .priority(Thread.MIN_PRIORITY)
                        .factory());
    }

    RecordedEvents events() {
        return events;
    }

    /** Counts the records that a run has read, and tells the run when to stop. */
    record Watch(AtomicLong records, BooleanSupplier stop) {}

    /**
     * Blocks.
     *
     * @return null where it was stopped
     * @throws TooManyCustomersException where a smaller sample is needed
     */
    @Nullable
    SimulationOutcome run(SimulationPlan plan, Extent extent, Watch watch) throws InterruptedException {
        SimulationOutcome outcome =
                new SimulationOutcome(plan.journey(), plan.variants().size());
        Queue<Stretch> left = new ConcurrentLinkedQueue<>(extent.stretches());
        AtomicBoolean broken = new AtomicBoolean();
        AtomicBoolean stopped = new AtomicBoolean();
        Watch each =
                new Watch(watch.records(), () -> broken.get() || watch.stop().getAsBoolean());
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(workers.submit(() -> {
                try {
                    if (!work(plan, left, outcome, each)) {
                        stopped.set(true);
                    }
                } catch (RuntimeException | Error e) {
                    broken.set(true);
                    throw e;
                }
            }));
        }
        await(running, broken);
        return stopped.get() || watch.stop().getAsBoolean() ? null : outcome;
    }

    /** Waits for all, also where one has failed: they have consumers to close. */
    private static void await(List<Future<?>> running, AtomicBoolean broken) throws InterruptedException {
        Throwable failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                broken.set(true);
                throw e;
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** False where it was stopped. */
    private boolean work(SimulationPlan plan, Queue<Stretch> left, SimulationOutcome outcome, Watch watch) {
        try (AvroDeserializer<IndexedRecord> reader = new AvroDeserializer<>();
                Consumer<byte[], byte[]> consumer = events.consumer()) {
            reader.configure(kafka.clientConfig(), false);
            for (Stretch next = left.poll(); next != null; next = left.poll()) {
                PartitionWork partition = partition(plan, next, consumer, reader, watch);
                if (partition == null) {
                    return false;
                }
                outcome.add(partition);
                if (RecordedEvents.isCut(consumer, next)) {
                    outcome.addGap();
                }
            }
        }
        return true;
    }

    /** Null where it was stopped. */
    private @Nullable PartitionWork partition(
            SimulationPlan plan,
            Stretch stretch,
            Consumer<byte[], byte[]> consumer,
            AvroDeserializer<IndexedRecord> reader,
            Watch watch) {
        int number = stretch.partition().partition();
        long states = memory / PART_OF_STATES;
        KnownStates seeds =
                new KnownStates(plan::takes, states / threads, plan.request().known());
        boolean read = seeds.read(consumer, new TopicPartition(changelog, number), watch.stop());
        if (seeds.isFull()) {
            throw new TooManyCustomersException();
        }
        if (!read) {
            return null;
        }
        long each = (memory - states) / threads / plan.variants().size();
        PartitionWork work = new PartitionWork(
                plan,
                new Where(number, kafka.partitions()),
                reader::deserialize,
                new Room(decider, seeds, new Bounds(each, watch.stop())));
        return isDone(work, stretch, consumer, watch) ? work : null;
    }

    private static boolean isDone(PartitionWork work, Stretch stretch, Consumer<byte[], byte[]> consumer, Watch watch) {
        try {
            boolean whole = RecordedEvents.read(
                    consumer,
                    stretch,
                    record -> {
                        work.take(record);
                        watch.records().incrementAndGet();
                    },
                    watch.stop());
            if (whole) {
                work.finish();
            }
            return whole;
        } catch (StoppedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
