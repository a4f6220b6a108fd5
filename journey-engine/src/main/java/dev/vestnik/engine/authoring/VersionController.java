package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Versions.Differences;
import dev.vestnik.engine.authoring.Versions.VersionList;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The published versions of a journey. Where a version is named, {@code draft} names the draft. */
@RestController
@RequestMapping("/api/journeys/{id}/versions")
@Tag(name = "journeys")
final class VersionController {
    private final DefinitionWriting definitions;
    private final Versions versions;

    VersionController(DefinitionWriting definitions, Versions versions) {
        this.definitions = definitions;
        this.versions = versions;
    }

    @Operation(summary = "Its versions, oldest first")
    @GetMapping
    VersionList versions(@PathVariable String id) {
        return versions.of(DefinitionKey.journey(id));
    }

    @Operation(summary = "A version's document, as JSON or YAML")
    @GetMapping(
            path = "/{version}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> version(
            @PathVariable String id,
            @PathVariable String version,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request) {
        Definition definition = definitions.existing(DefinitionKey.journey(id));
        return DocumentForm.answer(
                Versions.document(definition, version, caller), definition.revision(), List.of(), request);
    }

    @Operation(summary = "Where two versions differ")
    @GetMapping("/{a}/diff/{b}")
    Differences diff(
            @PathVariable String id,
            @PathVariable String a,
            @PathVariable String b,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return versions.between(definitions.existing(DefinitionKey.journey(id)), a, b, caller);
    }
}
