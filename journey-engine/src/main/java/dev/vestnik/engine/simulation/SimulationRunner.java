package dev.vestnik.engine.simulation;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.engine.simulation.SimulationChange.Ending;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
import dev.vestnik.rules.simulation.TooManyCustomersException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
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

    private static final long LOOK_MS = 1_000;

    /** A broker or a registry that is away for longer is a fault of the whole, which somebody has to hear of. */
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

    private static final long AFTER_OUTAGE_MS = 10_000;
    private static final int MOST_WRITES = 5;
    private static final int CLOSE_SECONDS = 5;
    private static final Lookup<Boolean> MINE = new Lookup.Found<>(true);

    private final SimulationLog simulations;
    private final SimulationPlanning planning;
    private final SimulationWork work;
    private final SimulationFit fit;
    private final CustomerQueries queries;
    private final SimulationMetrics metrics;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private String troubled = "";
    private long troubledUntil;
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
        this.fit = new SimulationFit(work, clock);
        this.queries = queries;
        this.metrics = metrics;
        this.clock = clock;
    }

    void begin() {
        thread.start();
    }

    private void loop() {
        try {
            awaitAll();
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

    /** A log that is half read has simulations that are over, or were begun often. */
    private void awaitAll() throws InterruptedException {
        for (boolean read = false; !read && closing.getCount() > 0; ) {
            try {
                simulations.awaitEnd();
                read = true;
            } catch (KafkaException e) {
                closing.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
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
            write(failed(simulation, "it was begun " + MOST_BEGINS + " times, and no engine came to its end"));
            return;
        }
        int times = simulation.begins() + 1;
        simulations.write(SimulationChange.of(simulation.id(), new Begun(times, 0, 0)));
        log.info(
                "simulation=begun id={} journey={} times={}",
                simulation.id(),
                simulation.asked().journey(),
                times);
        SimulationChange outcome = outcome(simulation, times);
        if (outcome != null) {
            write(outcome);
        }
    }

    /** Null where somebody else has ended it. */
    private @Nullable SimulationChange outcome(Simulation simulation, int times) throws InterruptedException {
        try {
            return run(simulation, times);
        } catch (TooManyCustomersException e) {
            return failed(simulation, "there is no room for so many customers; ask for a sample");
        } catch (ProblemException e) {
            return failed(simulation, inWords(e));
        } catch (KafkaException e) {
            return afterOutage(simulation, times, e);
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError e) { // its request or its journeys may do anything
            log.error("simulation=broken id={}", simulation.id(), e);
            return failed(simulation, "it ended in a " + e.getClass().getSimpleName());
        }
    }

    /** It is begun anew as long as the broker or the registry may answer again, and does not count as begun. */
    private SimulationChange afterOutage(Simulation simulation, int times, KafkaException outage)
            throws InterruptedException {
        if (!simulation.id().equals(troubled)) {
            troubled = simulation.id();
            troubledUntil = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        }
        if (System.nanoTime() - troubledUntil > 0
                || outage instanceof AuthorizationException
                || outage instanceof AuthenticationException) {
            return failed(simulation, "the events could not be read: " + outage.getMessage());
        }
        log.warn("simulation=interrupted id={} cause=\"{}\"", simulation.id(), outage.getMessage());
        closing.await(AFTER_OUTAGE_MS, TimeUnit.MILLISECONDS);
        return handedOver(simulation, times);
    }

    private static SimulationChange handedOver(Simulation simulation, int times) {
        return SimulationChange.of(simulation.id(), new Begun(times - 1, 0, 0));
    }

    private static String inWords(ProblemException problem) {
        List<Fault> faults = problem.faults();
        return faults.isEmpty()
                ? String.valueOf(problem.getBody().getDetail())
                : faults.stream()
                        .map(fault -> fault.path() + " " + fault.problem())
                        .collect(Collectors.joining("; "));
    }

    private @Nullable SimulationChange run(Simulation simulation, int times) throws InterruptedException {
        SimulationPlan plan = planning.plan(simulation.asked());
        SimulationRequest request = plan.request();
        Instant from = request.known() == Known.EVENTS ? null : request.period().from();
        Extent extent = work.events().extent(from, request.period().to());
        SimulationProgress progress =
                new SimulationProgress(simulations, queries, closing, simulation, times, extent.records());
        Thread telling = Thread.ofVirtual().name("simulation-progress").start(progress::tell);
        SimulationFit.Done done;
        try {
            done = fit.done(plan, extent, progress);
        } finally {
            telling.interrupt();
            telling.join();
        }
        if (done != null) {
            metrics.decided(done.outcome().events());
            return SimulationChange.of(simulation.id(), fit.ended(done.plan(), extent, done.outcome()));
        }
        if (progress.isLate()) {
            return failed(
                    simulation, "it takes longer than " + LONGEST + "; ask for a shorter period or a smaller sample");
        }
        return progress.isHandedOver() ? handedOver(simulation, times) : null;
    }

    private SimulationChange failed(Simulation simulation, String problem) {
        return SimulationChange.of(simulation.id(), Ended.without(Ending.FAILED, clock.instant(), problem));
    }

    private void write(SimulationChange change) throws InterruptedException {
        writePatiently(change);
        Ended ended = change.ended();
        if (ended != null) {
            metrics.ends(ended.ending());
            log.info(
                    "simulation={} id={} problem=\"{}\"",
                    ended.ending(),
                    change.id(),
                    ended.problem() == null ? "" : ended.problem());
        }
    }

    /** Waits for the broker, since work of minutes is not thrown away because the broker is away for some seconds. */
    private void writePatiently(SimulationChange change) throws InterruptedException {
        for (int left = MOST_WRITES - 1; left > 0; left--) {
            try {
                simulations.write(change);
                return;
            } catch (KafkaException e) {
                log.warn("simulation=unwritten id={} cause=\"{}\"", change.id(), e.getMessage());
                closing.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
        }
        simulations.write(change);
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
