package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.SimulationChange.Asked;
import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A simulation as far as it has got. */
record Simulation(
        String id,
        Asked asked,
        @Nullable Begun begun,
        @Nullable Ended ended) {

    /** The same after another record of it; the first end counts, and a removal after it. */
    Simulation with(SimulationChange change) {
        Ended end = ended;
        boolean ends =
                change.ended() != null && (end == null || change.ended().ending() == SimulationChange.Ending.REMOVED);
        return new Simulation(id, asked, change.begun() == null ? begun : change.begun(), ends ? change.ended() : end);
    }

    boolean isOver() {
        return ended != null;
    }

    /** The number of times that it was begun. */
    int begins() {
        return begun == null ? 0 : begun.times();
    }

    /** The status as the API names it. */
    String status() {
        if (ended != null) {
            return ended.ending().name().toLowerCase(Locale.ROOT);
        }
        return begun == null ? "waiting" : "running";
    }
}
