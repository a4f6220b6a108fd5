package dev.vestnik.engine.authoring;

import dev.vestnik.engine.audit.AuditTrail;
import dev.vestnik.engine.authoring.TestRuns.Bench;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.support.CustomerProfiles;
import dev.vestnik.engine.support.CustomerProfiles.Call;
import dev.vestnik.engine.support.CustomerProfiles.Wanted;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.Subject;
import dev.vestnik.rules.testrun.TestReport;
import dev.vestnik.rules.testrun.TestRun;
import dev.vestnik.rules.testrun.TestRunRequest;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Tries a journey with chosen events and a clock that runs as fast as it can. */
@RestController
@Tag(name = "journeys")
final class TestRunController {
    private static final String DRAFTS_OF_CUSTOMERS = "a draft is tried for a customer who exists with the role support too; name a"
            + " published version, or describe a customer";

    private final DefinitionWriting definitions;
    private final TestRuns runs;
    private final CustomerProfiles customers;
    private final InstantSource clock;

    TestRunController(DefinitionWriting definitions, TestRuns runs, CustomerProfiles customers, InstantSource clock) {
        this.definitions = definitions;
        this.runs = runs;
        this.customers = customers;
        this.clock = clock;
    }

    @Operation(
            summary = "Tries a journey: one customer, chosen events, a fast clock; nothing is sent or stored",
            description = """
                    The draft, or the `version` that is named, under the templates and settings of now; no other journey is live but \
                    those that `with` names. `customer` is a made-up one (a map, or nobody in particular), or the id of one who exists: \
                    then the run begins now with what is known of them, without the runs that are under way. The role support alone \
                    tries drafts for customers who exist, and is shown texts, the keys of runs and the inputs of decisions. `test` runs \
                    a stored test instead and says what differs.""")
    @ApiResponse(
            responseCode = "200",
            description = "what would have happened, step by step",
            content = @Content(schema = @Schema(implementation = TestRunView.class)))
    @PostMapping("/api/journeys/{id}/test-runs")
    ResponseEntity<?> run(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerWebExchange exchange)
            throws InterruptedException {
        String text = Objects.requireNonNullElse(body, "");
        TestRunRequest request = Checking.sound(runs.read(() -> TestRunRequest.parse(text, clock.instant())));
        String customer = request.known() ? request.run().subject().id() : null;
        if (customer != null) {
            AuditTrail.looksAt(shop(request.run()), customer, exchange);
        }
        requirePublished(request, caller);
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.journey(id), snapshot);
        Bench bench = runs.bench(definition, request.version(), snapshot, caller);
        String test = request.test();
        if (test != null) {
            return ResponseEntity.ok(tested(test, bench));
        }
        return request.known()
                ? known(request.run(), bench, new Call(caller, exchange.getRequest(), body))
                : ResponseEntity.ok(TestRunView.of(bench, runs.run(request.run(), bench), null, true));
    }

    /** A draft is seen by nobody, and can ask whatever it likes of the customer: by where it leads it tells. */
    private static void requirePublished(TestRunRequest request, Caller caller) {
        if (request.known() && request.version() == null && !caller.is(Role.SUPPORT)) {
            throw ProblemException.of(HttpStatus.FORBIDDEN, DRAFTS_OF_CUSTOMERS);
        }
    }

    private TestRunView tested(String name, Bench bench) throws InterruptedException {
        List<JourneyTest> tests = Checking.sound(
                StoredTests.of(bench.journey().id().value(), bench.snapshot()).read());
        JourneyTest test = tests.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("test \"" + name + "\" of this journey"));
        TestReport report = runs.run(test.run(), bench);
        return TestRunView.of(bench, report, TestRunView.TestResult.of(test.differences(report)), true);
    }

    private ResponseEntity<?> known(TestRun run, Bench bench, Call call) throws InterruptedException {
        Subject subject = run.subject();
        String shop = shop(run);
        Wanted wanted = Wanted.of(shop, Objects.requireNonNull(subject.id()), call);
        boolean open = call.caller().is(Role.SUPPORT);
        return customers.withState(wanted, state -> {
            Subject known = new Subject(shop, subject.id(), state, List.of()).as(state);
            return ResponseEntity.ok(TestRunView.of(bench, runs.run(run.of(known), bench), null, open));
        });
    }

    private static String shop(TestRun run) {
        return Objects.requireNonNullElse(run.subject().shop(), "main");
    }
}
