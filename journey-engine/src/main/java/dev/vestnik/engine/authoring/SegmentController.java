package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.SegmentDocument;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Segments: customers for whom a condition holds. */
@RestController
@RequestMapping("/api/segments")
@Tag(name = "segments")
final class SegmentController {
    private final DefinitionWriting definitions;
    private final Checking checking;

    SegmentController(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
    }

    @Operation(summary = "All segments by id, a page at a time")
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        List<Summary> all = snapshot.all().list(Kind.SEGMENT).stream()
                .filter(definition -> DefinitionShops.isVisible(definition, caller))
                .map(definition -> Summary.ofSettings(definition, snapshot))
                .toList();
        return Page.of(all, Summary::id, cursor, limit);
    }

    @Operation(summary = "The segment, as JSON or YAML; its revision is the ETag")
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> segment(@PathVariable String id, ServerHttpRequest request) {
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.segment(id), snapshot);
        return DocumentForm.answer(
                Objects.requireNonNull(definition.document()),
                definition.revision(),
                Summary.problems(definition, snapshot),
                request);
    }

    @Operation(summary = "Saves a segment (JSON or YAML), in force at once; 422 lists every fault")
    @PutMapping("/{id}")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        Written text = TemplateSaving.sent(body);
        SegmentDocument sound = checking.segment(text.json());
        DefinitionShops.requireSave(sound.toJson(), caller);
        if (!sound.segment().id().equals(id)) {
            throw ProblemException.faults(List.of(new Fault("id", "must be " + id + ", as in the path")));
        }
        LogSnapshot snapshot = definitions.newest();
        List<Fault> early = NewerWords.ofAudiences(snapshot.definitions().level());
        if (!early.isEmpty()) {
            throw ProblemException.faults(HttpStatus.CONFLICT, early);
        }
        Definition before = snapshot.all().state(DefinitionKey.segment(id));
        Definition after = definitions.put(before, new Written(sound.toJson(), text.source()), ifMatch, caller);
        return ResponseEntity.status(before.exists() ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Preconditions.etag(after.revision()))
                .body(Summary.ofSettings(after, definitions.snapshot()));
    }
}
