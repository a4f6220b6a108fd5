package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.engine.simulation.SimulationChange.Ending;
import dev.vestnik.engine.simulation.SimulationWork.Run;
import dev.vestnik.engine.simulation.SimulationWork.Watch;
import dev.vestnik.rules.simulation.Stories.Story;
import dev.vestnik.rules.simulation.TooManyCustomersException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does the work of one simulation, with the sample for which there is room. */
final class SimulationFit {
    /** A sample of a few in a million customers tells nothing. */
    private static final double SMALLEST = 0.000_1;

    private final SimulationWork work;
    private final InstantSource clock;

    SimulationFit(SimulationWork work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    /** @param plan with the sample for which there was room */
    record Done(SimulationPlan plan, SimulationOutcome outcome) {}

    /** Halves the threads, which share the memory, and then the sample, until there is room; null where it was stopped. */
    @Nullable
    Done done(SimulationPlan wanted, Extent extent, SimulationProgress progress) throws InterruptedException {
        Run run = new Run(wanted, extent, work.mostThreads());
        while (true) {
            try {
                progress.records().set(0);
                SimulationOutcome outcome = work.run(run, new Watch(progress.records(), progress::isOver));
                return outcome == null ? null : new Done(run.plan(), outcome);
            } catch (TooManyCustomersException e) {
                if (run.threads() == 1 && run.plan().sample() < SMALLEST) {
                    throw e;
                }
                run = smaller(run);
            }
        }
    }

    private static Run smaller(Run run) {
        return run.threads() == 1
                ? new Run(run.plan().smaller(), run.extent(), 1)
                : new Run(run.plan(), run.extent(), run.threads() / 2);
    }

    Ended ended(SimulationPlan plan, Extent extent, SimulationOutcome outcome) {
        Map<String, List<Story>> stories = new HashMap<>();
        for (int i = 0; i < plan.variants().size() - 1; i++) {
            stories.put(plan.variants().get(i).name(), outcome.stories(i).all());
        }
        return new Ended(Ending.DONE, clock.instant(), null, new Results(plan, outcome).result(extent), stories);
    }
}
