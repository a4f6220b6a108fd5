package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.PartitionWork.Room;
import dev.vestnik.engine.simulation.PartitionWork.Where;
import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.RecordedEvents.Stretch;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.simulation.Seeds;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
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
    /** A simulated customer with the runs that are under way, and what the journeys remember: most have less. */
    private static final long BYTES_PER_CUSTOMER = 2_500;

    /** Of the heap, for all that is simulated at a time. */
    private static final int PART_OF_HEAP = 8;

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

    /** What is asked while it is worked on. */
    record Watch(AtomicLong records, BooleanSupplier stop) {}

    /**
     * Blocks.
     *
     * @return null where it was stopped
     * @throws TooManyCustomersException where a smaller sample is needed
     */
    @Nullable
    Outcome run(SimulationPlan plan, Extent extent, Watch watch) throws InterruptedException {
        Outcome outcome = new Outcome(plan.journey(), plan.variants().size());
        Queue<Stretch> left = new ConcurrentLinkedQueue<>(extent.stretches());
        AtomicBoolean broken = new AtomicBoolean();
        Watch each =
                new Watch(watch.records(), () -> broken.get() || watch.stop().getAsBoolean());
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(workers.submit(() -> {
                try {
                    work(plan, left, outcome, each);
                } catch (RuntimeException | Error e) {
                    broken.set(true);
                    throw e;
                }
            }));
        }
        await(running, broken);
        return watch.stop().getAsBoolean() ? null : outcome;
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

    private void work(SimulationPlan plan, Queue<Stretch> left, Outcome outcome, Watch watch) {
        try (AvroDeserializer<IndexedRecord> reader = new AvroDeserializer<>();
                Consumer<byte[], byte[]> consumer = events.consumer()) {
            reader.configure(kafka.clientConfig(), false);
            for (Stretch next = left.poll(); next != null; next = left.poll()) {
                PartitionWork partition = partition(plan, next, consumer, reader, watch);
                if (partition == null) {
                    return;
                }
                outcome.add(partition);
            }
        }
    }

    /** Null where it was stopped. */
    private @Nullable PartitionWork partition(
            SimulationPlan plan,
            Stretch stretch,
            Consumer<byte[], byte[]> consumer,
            AvroDeserializer<IndexedRecord> reader,
            Watch watch) {
        int number = stretch.partition().partition();
        Seeds seeds = Seeds.NONE;
        if (plan.request().known() == Known.TODAY) {
            KnownStates states = new KnownStates(plan::takes, memory / 2 / threads);
            boolean read = states.read(consumer, new TopicPartition(changelog, number), watch.stop());
            if (states.isFull()) {
                throw new TooManyCustomersException();
            }
            if (!read) {
                return null;
            }
            seeds = states;
        }
        int most = (int) Math.max(
                1_000, memory / BYTES_PER_CUSTOMER / threads / plan.variants().size());
        PartitionWork work = new PartitionWork(
                plan, new Where(number, kafka.partitions()), reader::deserialize, new Room(decider, seeds, most));
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
        return whole ? work : null;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
