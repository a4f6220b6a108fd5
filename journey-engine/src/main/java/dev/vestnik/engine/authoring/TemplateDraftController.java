package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;

/** A template's draft: a text beside the one in force, looked at by preview and sent to nobody until it is published. */
@RestController
@RequestMapping("/api/templates/{id}")
@Tag(name = "templates")
final class TemplateDraftController {
    private final DefinitionWriting definitions;
    private final TemplateSaving saving;

    TemplateDraftController(DefinitionWriting definitions, TemplateSaving saving) {
        this.definitions = definitions;
        this.saving = saving;
    }

    @Operation(summary = "The draft, as JSON or YAML; the template's revision is the ETag")
    @GetMapping(
            path = "/draft",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> draft(
            @PathVariable String id,
            ServerHttpRequest request,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), snapshot);
        return DocumentForm.answer(
                Versions.document(definition, Versions.DRAFT, caller), definition.revision(), List.of(), request);
    }

    @Operation(
            summary = "Keeps a draft (JSON or YAML), also of a template that is not there yet; 422 lists every fault")
    @PutMapping("/draft")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return saving.draft(id, TemplateSaving.sent(body), ifMatch, caller);
    }

    @Operation(summary = "Forgets the draft")
    @DeleteMapping("/draft")
    ResponseEntity<Void> forget(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        definitions.change(existing(id), new Action.Draft(null, null), ifMatch, caller);
        return ResponseEntity.noContent().build();
    }

    @Operation(
            summary = "Brings the draft into force as the next version; 422 lists the journeys that could not use it")
    @PostMapping("/publish")
    ResponseEntity<Summary> publish(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        Written draft = Written.of(Versions.document(existing(id), Versions.DRAFT, caller));
        return saving.inForce(id, draft, ifMatch, caller);
    }

    private Definition existing(String id) throws InterruptedException {
        return DefinitionWriting.existing(DefinitionKey.template(id), definitions.newest());
    }
}
