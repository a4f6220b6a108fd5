package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.audit.AuditTrail;
import dev.vestnik.engine.authoring.BundleChecking.SoundBundle;
import dev.vestnik.engine.authoring.BundlePlan.Work;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Documents in force as files, and back: all of a bundle come into force, or none. */
@RestController
@RequestMapping("/api/bundles")
@Tag(name = "bundles")
final class BundleController {
    private final DefinitionWriting definitions;
    private final Checking checking;
    private final TestRuns runs;
    private final Rollout rollout;

    BundleController(DefinitionWriting definitions, Checking checking, TestRuns runs, Rollout rollout) {
        this.definitions = definitions;
        this.checking = checking;
        this.runs = runs;
        this.rollout = rollout;
    }

    /**
     * The effects of a bundle.
     *
     * @param revision of the log on which it was planned, or that it made; the answer's ETag
     * @param done false for a dry run
     * @param changes none where everything is as the documents say
     * @param behind live instances that do not work with it yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BundleOutcome(
            long revision, boolean done, List<PlannedChange> changes, List<Warning> warnings, Set<String> behind) {}

    @Operation(summary = "The documents in force as files with their paths, a page at a time")
    @GetMapping
    BundleFiles files(
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return BundleFiles.of(definitions.snapshot(), cursor, caller);
    }

    @Operation(
            summary =
                    "Brings documents into force together, or none of them: {documents: [{path, text}], inFlight, dryRun}; 422 lists every"
                            + " fault of all of them. With the ETag of a dry run as If-Match it is done as it was planned, or 412")
    @PostMapping
    ResponseEntity<BundleOutcome> put(
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerWebExchange exchange)
            throws InterruptedException {
        BundleRequest request = BundleRequest.read(body);
        exchange.getAttributes().put(AuditTrail.DETAIL, request.inWords());
        LogSnapshot snapshot = definitions.newest();
        requireChange(request, snapshot, caller);
        definitions.requireSeen(
                ifMatch, named(request, snapshot), snapshot.all().revision());
        SoundBundle bundle =
                new BundleChecking(checking, runs, snapshot, caller, request.inFlight()).sound(request.files());
        BundlePlan plan = BundlePlan.of(bundle.files(), snapshot.all(), request.inFlight());
        if (!plan.faults().isEmpty()) {
            throw ProblemException.faults(HttpStatus.CONFLICT, plan.faults());
        }
        if (request.dryRun() || plan.works().isEmpty()) {
            List<PlannedChange> changes = planned(plan, request.inFlight(), authorization);
            long revision = snapshot.all().revision();
            return answer(new BundleOutcome(revision, !request.dryRun(), changes, bundle.warnings(), Set.of()));
        }
        return done(plan, bundle.warnings(), caller, authorization);
    }

    /** The plan with the number of people that each document moves or ends. */
    private List<PlannedChange> planned(BundlePlan plan, InFlight inFlight, String authorization)
            throws InterruptedException {
        List<PlannedChange> changes = new ArrayList<>();
        for (Work work : plan.works()) {
            boolean moves = inFlight != InFlight.KEEP && work.publishes();
            PlannedChange change = work.shown();
            changes.add(
                    moves
                            ? change.with(
                                    work,
                                    rollout.count(
                                            new JourneyId(work.before().key().id()), authorization))
                            : change);
        }
        return changes;
    }

    private static void requireChange(BundleRequest request, LogSnapshot snapshot, Caller caller) {
        named(request, snapshot).forEach(definition -> DefinitionShops.requireChange(definition, caller));
    }

    private static List<Definition> named(BundleRequest request, LogSnapshot snapshot) {
        return request.files().stream()
                .map(file -> snapshot.all().state(file.key()))
                .toList();
    }

    private ResponseEntity<BundleOutcome> done(
            BundlePlan plan, List<Warning> warnings, Caller caller, String authorization) throws InterruptedException {
        Set<String> others = rollout.others();
        long revision = definitions.change(plan.works(), caller);
        List<PlannedChange> changes = plan.works().stream().map(Work::shown).toList();
        Set<String> behind = rollout.behind(others, revision, authorization);
        return answer(new BundleOutcome(revision, true, changes, warnings, behind));
    }

    private static ResponseEntity<BundleOutcome> answer(BundleOutcome outcome) {
        return ResponseEntity.status(outcome.behind().isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .eTag(Preconditions.etag(outcome.revision()))
                .body(outcome);
    }
}
