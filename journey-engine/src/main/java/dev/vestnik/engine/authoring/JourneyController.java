package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drafts of journeys. */
@RestController
@RequestMapping("/api/journeys")
@Tag(name = "journeys")
final class JourneyController {
    private final DefinitionWriting definitions;
    private final JourneySaving saving;
    private final Listing journeys;

    JourneyController(DefinitionWriting definitions, JourneySaving saving) {
        this.definitions = definitions;
        this.saving = saving;
        this.journeys = new Listing(definitions, Kind.JOURNEY, Summary::versioned);
    }

    @Operation(summary = "All journeys by id, a page at a time")
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return journeys.page(cursor, limit, caller);
    }

    @Operation(summary = "The draft, as JSON or YAML; its revision is the ETag")
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> draft(
            @PathVariable String id,
            ServerHttpRequest request,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.journey(id), snapshot);
        Document draft = Objects.requireNonNull(definition.document());
        if (!DefinitionShops.isVisible(draft, caller)) {
            throw ProblemException.notFound("draft of " + definition.key() + "; its versions are there");
        }
        return DocumentForm.answer(draft, definition.revision(), Summary.problems(definition, snapshot), request);
    }

    @Operation(summary = "Saves a draft (JSON or YAML); 422 lists every fault with its path")
    @PutMapping("/{id}")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return saving.draft(id, Objects.requireNonNullElse(body, ""), ifMatch, caller);
    }

    @Operation(
            summary =
                    "Brings an older version's document back as the draft: {version}; publishing brings it into force")
    @PostMapping("/{id}/revert")
    ResponseEntity<Summary> revert(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        int version = json.number("version");
        json.close();
        Definition definition = DefinitionWriting.existing(DefinitionKey.journey(id), definitions.newest());
        Written older = Written.of(Versions.document(definition, String.valueOf(version), caller));
        return saving.draft(id, older, ifMatch, caller);
    }

    @Operation(summary = "Removes a journey that was never published, or one that is archived")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        Definition definition = DefinitionWriting.existing(DefinitionKey.journey(id), definitions.newest());
        definitions.change(definition, new Action.Delete(), ifMatch, caller);
        return ResponseEntity.noContent().build();
    }
}
