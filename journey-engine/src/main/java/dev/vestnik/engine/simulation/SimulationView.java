package dev.vestnik.engine.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.engine.simulation.SimulationResult.OtherJourney;
import dev.vestnik.engine.simulation.SimulationResult.VersionResult;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.rules.simulation.SimulationRequest.Period;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A simulation.
 *
 * @param status {@code waiting}, {@code running}, {@code done}, {@code failed}, {@code cancelled}
 * @param sample the share of customers that was asked for
 * @param progress while it runs
 * @param problem why it failed
 * @param result of one that is done; not in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SimulationView(
        String id,
        String journey,
        String status,
        Instant requestedAt,
        String requestedBy,
        List<String> versions,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Double sample,
        @Nullable RecordsRead progress,
        @Nullable Instant endedAt,
        @Nullable String problem,
        @Nullable SimulationResult result) {

    private static final int PERCENT = 100;

    /**
     * @param records that were read
     * @param of all that are to be read; 100 where not all shops' customers are looked at: a share is told then
     */
    record RecordsRead(long records, long of) {}

    /** @param visible whether the caller may know of another journey, by its id */
    static SimulationView of(Simulation simulation, Predicate<String> visible) {
        Ended ended = simulation.ended();
        SimulationResult result = ended == null ? null : ended.result();
        return of(simulation, result == null ? null : shown(result, visible));
    }

    static SimulationView inList(Simulation simulation) {
        return of(simulation, (SimulationResult) null);
    }

    private static SimulationView of(Simulation simulation, @Nullable SimulationResult result) {
        SimulationRequest request = request(simulation);
        Period period = request == null ? null : request.period();
        Ended ended = simulation.ended();
        Begun begun = ended == null ? simulation.begun() : null;
        return new SimulationView(
                simulation.id(),
                simulation.asked().journey(),
                simulation.status(),
                simulation.asked().at(),
                simulation.asked().by(),
                request == null ? List.of() : request.versions(),
                period == null ? null : period.from(),
                period == null ? null : period.to(),
                request == null ? null : request.shares().sample(),
                begun == null ? null : reading(begun, simulation.asked().shops().isEmpty()),
                ended == null ? null : ended.at(),
                ended == null ? null : ended.problem(),
                result);
    }

    /** Hides the number of events of all shops from a caller for some. */
    private static RecordsRead reading(Begun begun, boolean exact) {
        return exact || begun.of() == 0
                ? new RecordsRead(begun.records(), begun.of())
                : new RecordsRead(begun.records() * PERCENT / begun.of(), PERCENT);
    }

    /** Null where it was written by another version, or by somebody else. */
    private static @Nullable SimulationRequest request(Simulation simulation) {
        return SimulationRequest.parse(
                                simulation.asked().text(), simulation.asked().at())
                        instanceof Checked.Sound<SimulationRequest>(SimulationRequest request, var warnings)
                ? request
                : null;
    }

    private static SimulationResult shown(SimulationResult result, Predicate<String> visible) {
        return new SimulationResult(
                result.from(),
                result.to(),
                result.sample(),
                result.revision(),
                result.events(),
                result.unreadable(),
                result.versions().stream().map(one -> shown(one, visible)).toList(),
                result.notes());
    }

    private static VersionResult shown(VersionResult one, Predicate<String> visible) {
        List<OtherJourney> others = one.others().stream()
                .filter(other -> visible.test(other.journey()))
                .toList();
        return new VersionResult(
                one.version(),
                one.entered(),
                one.customers(),
                one.steps(),
                one.sent(),
                one.held(),
                one.skipped(),
                one.notEntered(),
                one.left(),
                one.converted(),
                one.failed(),
                others);
    }
}
