package dev.vestnik.engine.simulation;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.authoring.TriedVersions;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.simulation.SimulationChange.Asked;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.engine.simulation.SimulationChange.Ending;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.simulation.SimulationRequest;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs drafts and versions of journeys over the events that the shop has recorded. */
@RestController
@Tag(name = "simulations")
final class SimulationController {
    private static final int RETRY_SECONDS = 5;
    private static final String WHAT = "simulation of this id, or it was removed";

    private final DefinitionsLog definitions;
    private final TriedVersions versions;
    private final SimulationDesk desk;
    private final SimulationLog simulations;
    private final InstantSource clock;

    SimulationController(
            DefinitionsLog definitions,
            TriedVersions versions,
            SimulationDesk desk,
            SimulationLog simulations,
            InstantSource clock) {
        this.definitions = definitions;
        this.versions = versions;
        this.desk = desk;
        this.simulations = simulations;
        this.clock = clock;
    }

    /** @param next cursor of the page of older ones; null at the end */
    record SimulationPage(
            List<SimulationView> items, @Nullable String next) {}

    @Operation(
            summary =
                    "Runs versions of a journey over recorded events: what they would have done; nothing is sent or stored",
            description = """
                    Versions side by side (`draft`, or numbers), each with the other journeys that are live beside it, over the events of the \
                    period. Who enters, what each step reaches, what would go through which channel, what is held or skipped and why, and what \
                    other journeys would have sent with it and without it. Simulations are worked off one at a time: ask for the result at the \
                    address in `Location`. The draft is that of now; templates, settings and other journeys are those of when it runs.""")
    @ApiResponse(
            responseCode = "202",
            description = "it waits for its turn",
            content = @Content(schema = @Schema(implementation = SimulationView.class)))
    @PostMapping("/api/journeys/{id}/simulations")
    ResponseEntity<SimulationView> ask(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        if (!definitions.caughtUp()) {
            throw ProblemException.tryAgain(RETRY_SECONDS, "the engine is still reading its definitions");
        }
        Instant now = clock.instant();
        String text = Objects.requireNonNullElse(body, "");
        SimulationRequest request = versions.read(() -> SimulationRequest.parse(text, now));
        Definition definition = journey(id, caller);
        String draft = null;
        for (int i = 0; i < request.versions().size(); i++) {
            String version = request.versions().get(i);
            String document = document(definition, version, caller, "versions[" + i + "]");
            draft = version.equals(SimulationRequest.DRAFT) ? document : draft;
        }
        Asked asked = new Asked(id, text, draft, now, caller.name(), caller.shops());
        Simulation taken = tried(() -> desk.take(UUID.randomUUID().toString(), asked, request));
        return ResponseEntity.accepted()
                .location(URI.create("/api/simulations/" + taken.id()))
                .body(SimulationView.inList(taken));
    }

    private Definition journey(String id, Caller caller) {
        Definition definition = definitions.snapshot().all().state(DefinitionKey.journey(id));
        if (definition.revision() == 0 || !DefinitionShops.isVisible(definition, caller)) {
            throw ProblemException.notFound("journey " + id);
        }
        return definition;
    }

    private static String document(Definition definition, String version, Caller caller, String path) {
        try {
            return TriedVersions.document(definition, version, caller);
        } catch (ProblemException e) {
            throw ProblemException.faults(
                    List.of(new Fault(path, String.valueOf(e.getBody().getDetail()))));
        }
    }

    @Operation(summary = "A simulation: how far it is, and what it came to")
    @GetMapping("/api/simulations/{id}")
    SimulationView simulation(
            @PathVariable String id, @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return SimulationView.of(existing(id, caller), visibleTo(caller));
    }

    @Operation(
            summary = "The timelines of a few of the customers who would have entered",
            description = "Without texts. Who they are is told to the role support alone.")
    @GetMapping("/api/simulations/{id}/timelines")
    SimulationTimelines timelines(
            @PathVariable String id, @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return SimulationTimelines.of(existing(id, caller), caller.is(Role.SUPPORT), visibleTo(caller));
    }

    @Operation(summary = "Simulations, newest first, without their results")
    @GetMapping("/api/simulations")
    SimulationPage list(
            @RequestParam(required = false) @Nullable String journey,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        if (limit < 1 || limit > SimulationLog.MOST_KEPT) {
            throw ProblemException.faults(List.of(new Fault("limit", "must be 1 to " + SimulationLog.MOST_KEPT)));
        }
        List<Simulation> all = tried(simulations::all).reversed().stream()
                .filter(one -> journey == null || one.asked().journey().equals(journey))
                .filter(one -> isVisible(one, caller))
                .toList();
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).id().equals(cursor) ? i + 1 : from;
        }
        List<Simulation> page = all.stream().skip(from).limit(limit).toList();
        boolean more = from + page.size() < all.size();
        return new SimulationPage(
                page.stream().map(SimulationView::inList).toList(),
                more ? page.getLast().id() : null);
    }

    @Operation(summary = "Ends a simulation; removes one that is over")
    @ApiResponse(responseCode = "204", description = "it is over, or removed")
    @DeleteMapping("/api/simulations/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        Simulation simulation = existing(id, caller);
        Ending ending = simulation.isOver() ? Ending.REMOVED : Ending.CANCELLED;
        tried(() -> {
            simulations.write(SimulationChange.of(id, Ended.without(ending, clock.instant(), null)));
            return ending;
        });
        return ResponseEntity.noContent().build();
    }

    private Simulation existing(String id, Caller caller) throws InterruptedException {
        Optional<Simulation> simulation = tried(() -> simulations.findNewest(id));
        return simulation.filter(one -> isVisible(one, caller)).orElseThrow(() -> ProblemException.notFound(WHAT));
    }

    /** Something that the broker has a part in. */
    @FunctionalInterface
    private interface Work<T> {
        T done() throws InterruptedException;
    }

    private static <T> T tried(Work<T> work) throws InterruptedException {
        try {
            return work.done();
        } catch (KafkaException e) {
            throw ProblemException.tryAgain(RETRY_SECONDS, String.valueOf(e.getMessage()));
        }
    }

    /** Its numbers are of customers of these shops: a caller for fewer would see the others'. */
    private boolean isVisible(Simulation simulation, Caller caller) {
        Asked asked = simulation.asked();
        return caller.worksForAll()
                || !asked.shops().isEmpty()
                        && caller.shops().containsAll(asked.shops())
                        && visibleTo(caller).test(asked.journey());
    }

    private Predicate<String> visibleTo(Caller caller) {
        return journey ->
                DefinitionShops.isVisible(definitions.snapshot().all().state(DefinitionKey.journey(journey)), caller);
    }
}
