package dev.vestnik.engine.simulation;

import dev.vestnik.engine.authoring.TriedVersions;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.simulation.SimulationChange.Asked;
import dev.vestnik.engine.simulation.SimulationPlan.Variant;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.simulation.Replies;
import dev.vestnik.rules.simulation.Scenario;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.rules.simulation.SimulationRequest.Period;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes of a request what is to be worked off, under the definitions of now. */
final class SimulationPlanning {
    private final DefinitionsLog definitions;
    private final TriedVersions versions;

    SimulationPlanning(DefinitionsLog definitions, TriedVersions versions) {
        this.definitions = definitions;
        this.versions = versions;
    }

    /**
     * Blocks.
     *
     * @throws ProblemException where a version cannot be used now, or is not there any more
     */
    SimulationPlan plan(Asked asked) throws InterruptedException {
        LogSnapshot snapshot = definitions.snapshot();
        SimulationRequest request = request(asked);
        JourneyId journey = new JourneyId(asked.journey());
        Instant from = request.period().from();
        List<Journey> compiled = new ArrayList<>();
        List<Variant> variants = new ArrayList<>();
        for (String version : request.versions()) {
            Journey one = compiled(asked, version, snapshot);
            compiled.add(one);
            variants.add(variant(version, request, journey, under(snapshot, journey, List.of(one), from)));
        }
        variants.add(variant(SimulationPlan.WITHOUT, request, journey, under(snapshot, journey, List.of(), from)));
        return new SimulationPlan(
                journey,
                request,
                variants,
                SimulationPlan.shops(compiled, asked.shops()),
                request.shares().sample(),
                snapshot.definitions().revision());
    }

    private static SimulationRequest request(Asked asked) {
        return switch (SimulationRequest.parse(asked.text(), asked.at())) {
            case Checked.Sound<SimulationRequest>(SimulationRequest request, var warnings) -> request;
            case Checked.Faulty<SimulationRequest>(List<Fault> faults) -> throw ProblemException.faults(faults);
        };
    }

    private Journey compiled(Asked asked, String version, LogSnapshot snapshot) throws InterruptedException {
        return version.equals(SimulationRequest.DRAFT) ? draft(asked, snapshot) : published(asked, version, snapshot);
    }

    /** The topic may hold anything: also a request for a draft without one. */
    private Journey draft(Asked asked, LogSnapshot snapshot) throws InterruptedException {
        String draft = asked.draft();
        if (draft == null) {
            throw ProblemException.notFound("draft with the request: ask again");
        }
        return versions.draft(asked.journey(), draft, snapshot);
    }

    private Journey published(Asked asked, String version, LogSnapshot snapshot) throws InterruptedException {
        Version one = snapshot.all().state(DefinitionKey.journey(asked.journey())).versions().stream()
                .filter(published -> String.valueOf(published.number()).equals(version))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("version " + version + " any more"));
        return versions.published(one.document().json(), one.number());
    }

    private static Variant variant(String name, SimulationRequest request, JourneyId journey, Definitions under) {
        Period period = request.period();
        Scenario.World world =
                new Scenario.World(request.shares().texts(), request.receipts(), new Replies(request.sources()));
        return new Variant(name, Scenario.of(journey, under, world, period.from(), period.to()));
    }

    /** The other journeys that are live now, and this one in a version, or not at all; as if published when the period begins. */
    private static Definitions under(LogSnapshot snapshot, JourneyId journey, List<Journey> version, Instant from) {
        Definitions now = snapshot.definitions();
        Stream<Journey> others = now.journeys().entrySet().stream()
                .filter(other -> !other.getKey().equals(journey))
                .map(Map.Entry::getValue)
                .filter(published -> published.status() == Status.LIVE)
                .flatMap(SimulationPlanning::current);
        return new TestBed(now.templates(), now.shop(), now.level())
                .under(Stream.concat(version.stream(), others).toList(), from)
                .offering(now.offers())
                .reaching(now.audiences());
    }

    private static Stream<Journey> current(Published published) {
        return Stream.ofNullable(published.version(published.current()));
    }
}
