package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Templates: their texts are in force as soon as they are saved; a draft beside them is not. */
@RestController
@RequestMapping("/api/templates")
@Tag(name = "templates")
final class TemplateController {
    private final DefinitionWriting definitions;
    private final TemplateSaving saving;
    private final Listing templates;

    TemplateController(DefinitionWriting definitions, TemplateSaving saving) {
        this.definitions = definitions;
        this.saving = saving;
        this.templates = new Listing(definitions, Kind.TEMPLATE, Summary::versioned);
    }

    @Operation(summary = "All templates by id, a page at a time")
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return templates.page(cursor, limit, caller);
    }

    @Operation(summary = "The template, as JSON or YAML; its revision is the ETag")
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> template(
            @PathVariable String id,
            ServerHttpRequest request,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), snapshot);
        Document text = definition.document();
        if (text == null || !DefinitionShops.isVisible(text, caller)) {
            throw ProblemException.notFound(
                    definition.key() + " in force: its draft is under /draft, POST /publish brings it into force");
        }
        return DocumentForm.answer(text, definition.revision(), Summary.problems(definition, snapshot), request);
    }

    @Operation(
            summary =
                    "Saves a template (JSON or YAML), in force at once; 422 lists every fault, also of journeys that could not use it any more. A draft beside it stays")
    @PutMapping("/{id}")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return saving.inForce(id, TemplateSaving.sent(body), ifMatch, caller);
    }

    @Operation(
            summary =
                    "Removes a template that no journey at work uses, and no campaign that was launched and not cancelled")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        LogSnapshot snapshot = definitions.newest();
        Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), snapshot);
        requireUnused(id, snapshot, caller);
        definitions.change(definition, new Action.Delete(), ifMatch, caller);
        return ResponseEntity.noContent().build();
    }

    private static void requireUnused(String id, LogSnapshot snapshot, Caller caller) {
        List<Definition> users = TemplateUse.atWork(id, snapshot);
        if (!users.isEmpty()) {
            throw ProblemException.of(
                            HttpStatus.CONFLICT,
                            "journeys or campaigns at work use it; a version that is not the newest does until another is"
                                    + " published with inFlight migrate or exit, a campaign until it is cancelled")
                    .with("journeys", ids(users, Kind.JOURNEY, caller))
                    .with("campaigns", ids(users, Kind.CAMPAIGN, caller));
        }
    }

    private static List<String> ids(List<Definition> users, Kind kind, Caller caller) {
        return users.stream()
                .filter(user -> user.key().kind() == kind && DefinitionShops.isVisible(user, caller))
                .map(user -> user.key().id())
                .toList();
    }
}
