package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The progress of a simulation, and whether a caller still wants it. */
final class SimulationProgress {
    private static final Logger log = LoggerFactory.getLogger(SimulationProgress.class);

    /** Progress is a record each time: every tenth look is enough. */
    private static final int LOOKS_PER_RECORD = 10;

    private static final long LOOK_MS = 1_000;
    private static final Lookup<Boolean> ANOTHERS = new Lookup.Found<>(false);

    private final SimulationLog simulations;
    private final CustomerQueries queries;
    private final CountDownLatch closing;
    private final Simulation simulation;
    private final int times;
    private final long of;
    private final long deadline = System.nanoTime() + SimulationRunner.LONGEST.toNanos();
    private final AtomicLong records = new AtomicLong();
    private volatile boolean lost;
    private long told;

    /**
     * @param times how often it was begun
     * @param of records that there are to read
     * @param closing at 0 when the engine ends
     */
    SimulationProgress(
            SimulationLog simulations,
            CustomerQueries queries,
            CountDownLatch closing,
            Simulation simulation,
            int times,
            long of) {
        this.simulations = simulations;
        this.queries = queries;
        this.closing = closing;
        this.simulation = simulation;
        this.times = times;
        this.of = of;
    }

    /** The records that have been read. */
    AtomicLong records() {
        return records;
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
            for (int looks = 0; !closing.await(LOOK_MS, TimeUnit.MILLISECONDS); looks++) {
                if (queries.hasFirst().equals(ANOTHERS)) {
                    lost = true; // for good: what was stopped is not whole
                }
                if (looks % LOOKS_PER_RECORD == 0 && records.get() != told) {
                    tellOnce();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellOnce() throws InterruptedException {
        long now = records.get();
        try {
            simulations.write(SimulationChange.of(simulation.id(), new Begun(times, now, of)));
            told = now;
        } catch (KafkaException e) {
            log.warn("simulation=untold cause=\"{}\"", e.getMessage());
        }
    }
}
