package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.authoring.TestRunView.TestResult;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.JourneyTests;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tests that are stored with a journey: each publication runs them first. */
@RestController
@RequestMapping("/api/journeys/{id}/tests")
@Tag(name = "journeys")
final class JourneyTestController {
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    private final DefinitionWriting definitions;
    private final Checking checking;
    private final TestRuns runs;
    private final JsonMapper json;

    JourneyTestController(DefinitionWriting definitions, Checking checking, TestRuns runs, JsonMapper json) {
        this.definitions = definitions;
        this.checking = checking;
        this.runs = runs;
        this.json = json;
    }

    /** The documents of all tests, in the order in which they were added, all on one page: {@code next} is null. */
    record TestList(
            List<Map<String, Object>> items, @Nullable String next) {
        TestList(List<Map<String, Object>> items) {
            this(items, null);
        }
    }

    /** @param result of the draft; null where the journey has none without faults */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SavedTest(String name, long revision, @Nullable TestResult result) {}

    @Operation(summary = "The tests that are stored with a journey")
    @GetMapping
    ResponseEntity<TestList> tests(@PathVariable String id) {
        LogSnapshot snapshot = definitions.snapshot();
        DefinitionWriting.existing(DefinitionKey.journey(id), snapshot);
        StoredTests stored = StoredTests.of(id, snapshot);
        return ResponseEntity.ok()
                .eTag(Preconditions.etag(stored.definition().revision()))
                .body(new TestList(stored.documents().stream()
                        .map(test -> json.convertValue(test, DOCUMENT))
                        .toList()));
    }

    @Operation(
            summary =
                    "Stores a test with a journey (JSON or YAML), in the place of one of the same name; says what differs",
            description = "Publishing the journey runs every test first, and is refused with what differs. At most "
                    + JourneyTests.MOST + " tests.")
    @PostMapping
    ResponseEntity<SavedTest> save(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        String text = Objects.requireNonNullElse(body, "");
        JourneyTest test = Checking.sound(runs.read(() -> JourneyTest.parse(text)));
        LogSnapshot snapshot = definitions.newest();
        Definition journey = DefinitionWriting.existing(DefinitionKey.journey(id), snapshot);
        StoredTests stored = StoredTests.of(id, snapshot);
        Document document = Versions.document(journey, Versions.DRAFT, caller);
        String all = stored.with(test.name(), checking.canonical(text), document.json());
        Checking.sound(runs.read(() -> JourneyTests.parse(all)));
        Definition after = definitions.put(stored.definition(), new Written(all, null), ifMatch, caller);
        return ResponseEntity.status(stored.has(test.name()) ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Preconditions.etag(after.revision()))
                .body(new SavedTest(test.name(), after.revision(), result(test, journey, snapshot, caller)));
    }

    /** A draft may be full of faults, which its own call tells. */
    private @Nullable TestResult result(JourneyTest test, Definition journey, LogSnapshot snapshot, Caller caller)
            throws InterruptedException {
        try {
            return TestResult.of(runs.differences(test, runs.bench(journey, null, snapshot, caller)));
        } catch (ProblemException e) {
            return null;
        }
    }

    @Operation(summary = "Removes the test of this name, if there is one")
    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        LogSnapshot snapshot = definitions.newest();
        StoredTests stored = StoredTests.of(id, snapshot);
        if (stored.has(name)) {
            Document journey = snapshot.all().state(DefinitionKey.journey(id)).document();
            definitions.put(
                    stored.definition(),
                    new Written(stored.without(name, journey == null ? null : journey.json()), null),
                    ifMatch,
                    caller);
        }
        return ResponseEntity.noContent().build();
    }
}
