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
 * Works a simulation off, partition by partition, on threads of its own, as far as live decisions leave processors to it. Only the
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
    private final SpareProcessors processors;
    private final long memory;
    private final ExecutorService workers;
    private final Decider decider = new Decider((customer, channel, topic) -> "https://example.org/u/simulation");

    /**
     * @param changelog the topic that has the customers' states
     * @param processors for as many threads
     * @param heap bytes, of which it takes a part
     */
    public SimulationWork(KafkaSettings kafka, String changelog, SpareProcessors processors, long heap) {
        this.kafka = kafka;
        this.changelog = changelog;
        this.events = new RecordedEvents(kafka);
        this.processors = processors;
        this.memory = heap / PART_OF_HEAP;
        this.workers = Executors.newFixedThreadPool(
                processors.most(),
                Thread.ofPlatform()
                        .name("simulation-", 0)
                        .daemon(true)
                        .priority(Thread.MIN_PRIORITY)
                        .factory());
    }

    RecordedEvents events() {
        return events;
    }

    /** The most threads that are of use to a run. */
    int mostThreads() {
        return processors.most();
    }

    /** Counts the records that a run has read, and tells the run when to stop. */
    record Watch(AtomicLong records, BooleanSupplier stop) {}

    /** A run: what is simulated, over which events, on how many threads, which share the memory. */
    record Run(SimulationPlan plan, Extent extent, int threads) {}

    /**
     * Blocks.
     *
     * @return null where it was stopped
     * @throws TooManyCustomersException where fewer threads or a smaller sample are needed
     */
    @Nullable
    SimulationOutcome run(Run run, Watch watch) throws InterruptedException {
        SimulationPlan plan = run.plan();
        SimulationOutcome outcome =
                new SimulationOutcome(plan.journey(), plan.variants().size());
        Queue<Stretch> left = new ConcurrentLinkedQueue<>(run.extent().stretches());
        AtomicBoolean broken = new AtomicBoolean();
        AtomicBoolean stopped = new AtomicBoolean();
        Watch each =
                new Watch(watch.records(), () -> broken.get() || watch.stop().getAsBoolean());
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < run.threads(); i++) {
            int number = i;
            running.add(workers.submit(() -> {
                try {
                    if (!work(run, left, outcome, polite(number, each))) {
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

    /** The same for one thread, which rests when it is asked whether to stop. */
    private Watch polite(int number, Watch watch) {
        SpareProcessors.Worker worker = processors.worker(number);
        return new Watch(watch.records(), () -> {
            worker.await(watch.stop());
            return watch.stop().getAsBoolean();
        });
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
    private boolean work(Run run, Queue<Stretch> left, SimulationOutcome outcome, Watch watch) {
        try (AvroDeserializer<IndexedRecord> reader = new AvroDeserializer<>();
                Consumer<byte[], byte[]> consumer = events.consumer()) {
            reader.configure(kafka.clientConfig(), false);
            for (Stretch next = left.poll(); next != null; next = left.poll()) {
                PartitionWork partition = partition(run, next, consumer, reader, watch);
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
            Run run,
            Stretch stretch,
            Consumer<byte[], byte[]> consumer,
            AvroDeserializer<IndexedRecord> reader,
            Watch watch) {
        SimulationPlan plan = run.plan();
        int number = stretch.partition().partition();
        long memoryOfThread = memory / run.threads();
        long states = memoryOfThread / PART_OF_STATES;
        KnownStates seeds = new KnownStates(plan::takes, states, plan.request().known());
        boolean read = seeds.read(consumer, new TopicPartition(changelog, number), watch.stop());
        if (seeds.isFull()) {
            throw new TooManyCustomersException();
        }
        if (!read) {
            return null;
        }
        PartitionWork work = new PartitionWork(
                plan,
                new Where(number, kafka.partitions()),
                reader::deserialize,
                new Room(decider, seeds, new Bounds(memoryOfThread - states, watch.stop())));
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
