package dev.vestnik.engine.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.simulation.Stories.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of simulations, as JSON: one of the three is there. A simulation is what its records say together.
 *
 * @param id of the simulation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SimulationChange(
        String id,
        @Nullable Asked asked,
        @Nullable Begun begun,
        @Nullable Ended ended) {

    SimulationChange {
        Objects.requireNonNull(id); // the topic may hold anything
    }

    static SimulationChange of(String id, Asked asked) {
        return new SimulationChange(id, asked, null, null);
    }

    static SimulationChange of(String id, Begun begun) {
        return new SimulationChange(id, null, begun, null);
    }

    static SimulationChange of(String id, Ended ended) {
        return new SimulationChange(id, null, null, ended);
    }

    /**
     * A caller asks for a simulation.
     *
     * @param text of the request, which is read again when it is worked off
     * @param draft the draft's document as it was then, where it is one of the versions
     * @param at times in the text that pass count from it
     * @param shops whose customers are looked at; empty: all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(String journey, String text, @Nullable String draft, Instant at, String by, Set<String> shops) {
        Asked {
            Objects.requireNonNull(journey);
            Objects.requireNonNull(text);
            Objects.requireNonNull(at);
            Objects.requireNonNull(by);
            shops = Set.copyOf(shops);
        }
    }

    /**
     * It is worked on.
     *
     * @param times how often it was begun: an engine that dies leaves it to be begun again
     * @param records that were read
     * @param of all that are to be read
     */
    record Begun(int times, long records, long of) {}

    /** The end of a simulation. */
    enum Ending {
        DONE,
        FAILED,
        CANCELLED,
        /** Nobody wants to see it any more. */
        REMOVED
    }

    /**
     * It is over.
     *
     * @param problem why it failed
     * @param stories by version
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ended(
            Ending ending,
            Instant at,
            @Nullable String problem,
            @Nullable SimulationResult result,
            @Nullable Map<String, List<Story>> stories) {
        Ended {
            Objects.requireNonNull(ending);
            Objects.requireNonNull(at);
        }

        static Ended without(Ending ending, Instant at, @Nullable String problem) {
            return new Ended(ending, at, problem, null, null);
        }
    }
}
