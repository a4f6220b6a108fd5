package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.authoring.Rollout.InFlightCount;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishing, pausing, ending journeys. Answers when every live instance works with the change; 202 names those that do not yet. */
@RestController
@RequestMapping("/api/journeys/{id}")
@Tag(name = "journeys")
final class LifeCycleController {
    private static final Map<String, Meanwhile> MEANWHILE =
            Arrays.stream(Meanwhile.values()).collect(Collectors.toMap(Meanwhile::label, one -> one));

    private final DefinitionWriting definitions;
    private final Checking checking;
    private final TestRuns runs;
    private final Rollout rollout;
    private final InstantSource clock;

    LifeCycleController(
            DefinitionWriting definitions, Checking checking, TestRuns runs, Rollout rollout, InstantSource clock) {
        this.definitions = definitions;
        this.checking = checking;
        this.runs = runs;
        this.rollout = rollout;
        this.clock = clock;
    }

    /** @param behind live instances that do not work with it yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(Summary journey, Set<String> behind) {
        Outcome with(List<Warning> warnings) {
            return new Outcome(journey.with(warnings), behind);
        }
    }

    @Operation(
            summary =
                    "Makes the next version of the draft: {inFlight: keep | migrate | exit, moves: steps of another id, dryRun}",
            description = "Runs the tests that are stored with the journey first; 422 tells what differs.")
    @ApiResponse(
            responseCode = "200",
            description = "every instance works with it; with dryRun what it would do",
            content = @Content(schema = @Schema(oneOf = {LifeCycleController.Outcome.class, DryRun.class})))
    @ApiResponse(
            responseCode = "202",
            description = "some instances do not work with it yet",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @PostMapping("/publish")
    ResponseEntity<?> publish(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        PublishRequest request = PublishRequest.read(body);
        LogSnapshot snapshot = definitions.newest();
        Definition definition = DefinitionWriting.existing(DefinitionKey.journey(id), snapshot);
        String document = Objects.requireNonNull(definition.document()).json();
        List<Warning> warnings = checking.journey(id, document, snapshot, caller);
        FeatureLevel level = snapshot.definitions().level();
        requireNone(HttpStatus.CONFLICT, NewerWords.faults(document, level));
        requireNone(HttpStatus.CONFLICT, NewerWords.ofMoves(request.moves(), level));
        requireNone(HttpStatus.UNPROCESSABLE_CONTENT, StepMoves.faults(request.moves(), definition));
        runs.ofOnePublication().require(id, document, Outlook.of(snapshot), caller);
        if (request.dryRun()) {
            InFlightCount count = rollout.count(new JourneyId(id), authorization);
            return ResponseEntity.ok(DryRun.of(definition, request.moves(), count, warnings));
        }
        definitions.requireSeen(ifMatch, definition, caller);
        ResponseEntity<Outcome> done = request.changesNothing(definition)
                ? ResponseEntity.ok(new Outcome(Summary.versioned(definition, snapshot), Set.of()))
                : change(definition, request.action(), ifMatch, caller, authorization);
        return ResponseEntity.status(done.getStatusCode())
                .headers(done.getHeaders())
                .body(Objects.requireNonNull(done.getBody()).with(warnings));
    }

    private static void requireNone(HttpStatus status, List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw ProblemException.faults(status, faults);
        }
    }

    @Operation(
            summary =
                    "Takes no new customers: {resume: an instant at which it goes on by itself, meanwhile: the fate of what comes due}")
    @ApiResponse(
            responseCode = "200",
            description = "every instance works with it",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @ApiResponse(
            responseCode = "202",
            description = "some instances do not work with it yet",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @PostMapping("/pause")
    ResponseEntity<?> pause(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        Instant resume = json.instant("resume").orElse(null);
        if (resume != null && !resume.isAfter(clock.instant())) {
            json.fault("resume", "must be in the future");
        }
        Meanwhile meanwhile = json.choice("meanwhile", MEANWHILE).orElse(Meanwhile.SKIP_EXPIRED);
        json.close();
        requireKnown(meanwhile);
        return change(existing(id), new Action.Pause(resume, meanwhile), ifMatch, caller, authorization);
    }

    @Operation(
            summary =
                    "Takes new customers again; those who are in it go on within 15 minutes: {meanwhile: skip-expired | send | restart}")
    @ApiResponse(
            responseCode = "200",
            description = "every instance works with it",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @ApiResponse(
            responseCode = "202",
            description = "some instances do not work with it yet",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @PostMapping("/resume")
    ResponseEntity<?> resume(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        Meanwhile meanwhile = json.choice("meanwhile", MEANWHILE).orElse(null);
        json.close();
        requireKnown(meanwhile);
        return change(existing(id), new Action.Resume(meanwhile), ifMatch, caller, authorization);
    }

    @Operation(summary = "Ends a journey: it takes no new customers and may be deleted")
    @ApiResponse(
            responseCode = "200",
            description = "every instance works with it",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @ApiResponse(
            responseCode = "202",
            description = "some instances do not work with it yet",
            content = @Content(schema = @Schema(implementation = LifeCycleController.Outcome.class)))
    @PostMapping("/archive")
    ResponseEntity<?> archive(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return change(existing(id), new Action.Archive(), ifMatch, caller, authorization);
    }

    private void requireKnown(@Nullable Meanwhile meanwhile) throws InterruptedException {
        if (meanwhile != null) {
            FeatureLevel level = definitions.newest().definitions().level();
            requireNone(HttpStatus.CONFLICT, NewerWords.ofMeanwhile(meanwhile, level));
        }
    }

    private Definition existing(String id) throws InterruptedException {
        return DefinitionWriting.existing(DefinitionKey.journey(id), definitions.newest());
    }

    private ResponseEntity<Outcome> change(
            Definition seen, Action action, @Nullable String ifMatch, Caller caller, String authorization)
            throws InterruptedException {
        Set<String> others = rollout.others();
        Definition after = definitions.change(seen, action, ifMatch, caller);
        Set<String> behind = rollout.behind(others, after.revision(), authorization);
        return ResponseEntity.status(behind.isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .eTag(Preconditions.etag(after.revision()))
                .body(new Outcome(Summary.versioned(after, definitions.snapshot()), behind));
    }
}
