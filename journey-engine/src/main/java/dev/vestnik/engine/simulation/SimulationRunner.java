package dev.vestnik.engine.simulation;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.engine.simulation.SimulationChange.Ending;
import dev.vestnik.engine.simulation.SimulationWork.Watch;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
import dev.vestnik.rules.simulation.Stories.Story;
import dev.vestnik.rules.simulation.TooManyCustomersException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works simulations off, the oldest first and one at a time of all engines: the one that has the first partition's customers does. One
 * that an engine leaves half done, because it ends or loses that partition, is begun anew by the next.
 */
final class SimulationRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulationRunner.class);

    /** Longer than any that disturbs nobody: a shorter period or a smaller sample tells as much. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** One that ends an engine each time is not begun again. */
    static final int MOST_BEGINS = 3;

    /** A sample of a few in a million customers tells nothing. */
    private static final double SMALLEST = 0.000_1;

    private static final long LOOK_MS = 1_000;
    private static final int CLOSE_SECONDS = 5;
    private static final Lookup<Boolean> MINE = new Lookup.Found<>(true);
    private static final Lookup<Boolean> ANOTHERS = new Lookup.Found<>(false);

    private final SimulationLog simulations;
    private final SimulationPlanning planning;
    private final SimulationWork work;
    private final CustomerQueries queries;
    private final SimulationMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("simulations").daemon().unstarted(this::loop);

    SimulationRunner(
            SimulationLog simulations,
            SimulationPlanning planning,
            SimulationWork work,
            CustomerQueries queries,
            SimulationMetrics metrics,
            InstantSource clock) {
        this.simulations = simulations;
        this.planning = planning;
        this.work = work;
        this.queries = queries;
        this.metrics = metrics;
        this.clock = clock;
    }

    void begin() {
        thread.start();
    }

    private void loop() {
        try {
            while (closing.getCount() > 0) {
                Simulation next = next();
                if (next == null) {
                    simulations.awaitChange();
                } else {
                    tryRun(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Simulation next() {
        return simulations.all().stream()
                .filter(simulation -> !simulation.isOver())
                .findFirst()
                .filter(simulation -> queries.hasFirst().equals(MINE))
                .orElse(null);
    }

    /** Where the topic cannot be written, the simulation stays as it is, and is tried again. */
    private void tryRun(Simulation simulation) throws InterruptedException {
        metrics.begins();
        try {
            run(simulation);
        } catch (KafkaException e) {
            log.warn("simulation=waiting id={} cause=\"{}\"", simulation.id(), e.getMessage());
            closing.await(LOOK_MS, TimeUnit.MILLISECONDS);
        } finally {
            metrics.rests();
        }
    }

    private void run(Simulation simulation) throws InterruptedException {
        if (simulation.begins() >= MOST_BEGINS) {
            fail(simulation, "it was begun " + MOST_BEGINS + " times, and no engine came to its end");
            return;
        }
        int times = simulation.begins() + 1;
        simulations.write(SimulationChange.of(simulation.id(), new Begun(times, 0, 0)));
        log.info(
                "simulation=begun id={} journey={} times={}",
                simulation.id(),
                simulation.asked().journey(),
                times);
        try {
            run(simulation, times);
        } catch (TooManyCustomersException e) {
            fail(simulation, "there is no room for so many customers; ask for a sample");
        } catch (ProblemException e) {
            fail(simulation, inWords(e));
        } catch (KafkaException e) {
            fail(simulation, "the events could not be read: " + e.getMessage());
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError e) { // its request or its journeys may do anything
            log.error("simulation=broken id={}", simulation.id(), e);
            fail(simulation, "it ended in a " + e.getClass().getSimpleName());
        }
    }

    private static String inWords(ProblemException problem) {
        List<Fault> faults = problem.faults();
        return faults.isEmpty()
                ? String.valueOf(problem.getBody().getDetail())
                : faults.stream()
                        .map(fault -> fault.path() + " " + fault.problem())
                        .collect(Collectors.joining("; "));
    }

    private void run(Simulation simulation, int times) throws InterruptedException {
        SimulationPlan plan = planning.plan(simulation.asked());
        SimulationRequest request = plan.request();
        Instant from = request.known() == Known.EVENTS ? null : request.period().from();
        Extent extent = work.events().extent(from, request.period().to());
        Progress progress = new Progress(simulation, times, extent.records());
        Thread telling = Thread.ofVirtual().name("simulation-progress").start(progress::tell);
        Done done;
        try {
            done = done(plan, extent, progress);
        } finally {
            telling.interrupt();
            telling.join();
        }
        if (done != null) {
            metrics.decided(done.outcome().events());
            end(simulation, ended(done.plan(), extent, done.outcome()));
        } else if (progress.isLate()) {
            fail(simulation, "it takes longer than " + LONGEST + "; ask for a shorter period or a smaller sample");
        } else if (progress.isHandedOver()) {
            simulations.write(SimulationChange.of(simulation.id(), new Begun(times - 1, 0, 0)));
        }
    }

    /** @param plan with the sample for which there was room */
    private record Done(SimulationPlan plan, Outcome outcome) {}

    /** Halves the sample until there is room; null where it was stopped. */
    private @Nullable Done done(SimulationPlan wanted, Extent extent, Progress progress) throws InterruptedException {
        SimulationPlan plan = wanted;
        while (true) {
            try {
                progress.records.set(0);
                Outcome outcome = work.run(plan, extent, new Watch(progress.records, progress::isOver));
                return outcome == null ? null : new Done(plan, outcome);
            } catch (TooManyCustomersException e) {
                if (plan.sample() < SMALLEST) {
                    throw e;
                }
                plan = plan.smaller();
            }
        }
    }

    private Ended ended(SimulationPlan plan, Extent extent, Outcome outcome) {
        Map<String, List<Story>> stories = new HashMap<>();
        for (int i = 0; i < plan.variants().size() - 1; i++) {
            stories.put(plan.variants().get(i).name(), outcome.stories(i).all());
        }
        return new Ended(Ending.DONE, clock.instant(), null, new Results(plan, outcome).result(extent), stories);
    }

    private void fail(Simulation simulation, String problem) throws InterruptedException {
        end(simulation, Ended.without(Ending.FAILED, clock.instant(), problem));
    }

    private void end(Simulation simulation, Ended ended) throws InterruptedException {
        simulations.write(SimulationChange.of(simulation.id(), ended));
        metrics.ends(ended.ending());
        log.info(
                "simulation={} id={} problem=\"{}\"",
                ended.ending(),
                simulation.id(),
                ended.problem() == null ? "" : ended.problem());
    }

    /** How far a simulation is, and whether anybody still wants it. */
    private final class Progress {
        private final Simulation simulation;
        private final int times;
        private final long of;
        private final long deadline = System.nanoTime() + LONGEST.toNanos();
        private final AtomicLong records = new AtomicLong();
        private volatile boolean lost;

        Progress(Simulation simulation, int times, long of) {
            this.simulation = simulation;
            this.times = times;
            this.of = of;
        }

        boolean isLate() {
            return System.nanoTime() - deadline > 0;
        }

        /** In good order: it does not count as begun. */
        boolean isHandedOver() {
            return closing.getCount() == 0 || lost;
        }

        boolean isOver() {
            Simulation now = simulations.find(simulation.id());
            return isHandedOver() || isLate() || now == null || now.isOver();
        }

        /** Until it is interrupted. */
        void tell() {
            try {
                while (!closing.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                    lost = queries.hasFirst().equals(ANOTHERS);
                    try {
                        simulations.write(SimulationChange.of(simulation.id(), new Begun(times, records.get(), of)));
                    } catch (KafkaException e) {
                        log.warn("simulation=untold cause=\"{}\"", e.getMessage());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets what is under way be handed over. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        if (!thread.join(Duration.ofSeconds(CLOSE_SECONDS))) {
            thread.interrupt();
        }
    }
}
