package dev.vestnik.engine.simulation;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.simulation.RecordedEvents.Extent;
import dev.vestnik.engine.simulation.SimulationChange.Asked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.rules.simulation.SimulationRequest.Period;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;

/** Takes requests for simulations, where there is something to simulate and room in the queue. */
final class SimulationDesk {
    /** The most simulations that may wait; one behind them would wait for hours. */
    static final int MOST_WAITING = 20;

    /** The most bytes of a result: the topic's limit less some room for the rest of the record. */
    private static final int MOST_BYTES = 900_000;

    private final SimulationLog simulations;
    private final SimulationPlanning planning;
    private final RecordedEvents events;

    SimulationDesk(SimulationLog simulations, SimulationPlanning planning, RecordedEvents events) {
        this.simulations = simulations;
        this.planning = planning;
        this.events = events;
    }

    /**
     * Blocks until it counts.
     *
     * @throws ProblemException 422 where a version cannot be used or the topic has nothing of the period, 429 where too many wait
     */
    Simulation take(String id, Asked asked, SimulationRequest request) throws InterruptedException {
        requireRoom();
        requireLength(asked);
        SimulationPlan plan = planning.plan(asked);
        requireEvents(request.period());
        Asked complete = new Asked(asked.journey(), asked.text(), asked.draft(), asked.at(), asked.by(), plan.shops());
        simulations.write(SimulationChange.of(id, complete));
        return Objects.requireNonNullElseGet(simulations.find(id), () -> new Simulation(id, complete, null, null));
    }

    private void requireRoom() {
        long waiting = simulations.all().stream().filter(one -> !one.isOver()).count();
        if (waiting >= MOST_WAITING) {
            throw ProblemException.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    MOST_WAITING + " simulations wait already; cancel one of them, or ask again when some are done");
        }
    }

    private static void requireLength(Asked asked) {
        String draft = Objects.requireNonNullElse(asked.draft(), "");
        if (length(asked.text()) + length(draft) > MOST_BYTES) {
            throw ProblemException.faults(List.of(
                    new Fault("versions", "the draft is too long to be simulated: publish it, and name the version")));
        }
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void requireEvents(Period period) {
        Extent extent = events.extent(period.from(), period.to());
        Instant first = extent.first();
        if (first == null) {
            throw fault("from", "there are no events yet");
        }
        if (!first.isBefore(period.to())) {
            throw fault("to", "the first event that there is still is of " + first);
        }
        if (extent.records() == 0) {
            throw fault("from", "there are no events in this period");
        }
    }

    private static ProblemException fault(String path, String problem) {
        return ProblemException.faults(List.of(new Fault(path, problem)));
    }
}
