package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Versions.Differences;
import dev.vestnik.engine.authoring.Versions.VersionList;
import dev.vestnik.engine.problem.JsonBody;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The texts of a template that were in force, and the way back to one. Where a version is named, {@code draft} names the draft. */
@RestController
@RequestMapping("/api/templates/{id}")
@Tag(name = "templates")
final class TemplateVersionController {
    private final DefinitionWriting definitions;
    private final TemplateSaving saving;
    private final Versions versions;

    TemplateVersionController(DefinitionWriting definitions, TemplateSaving saving, Versions versions) {
        this.definitions = definitions;
        this.saving = saving;
        this.versions = versions;
    }

    @Operation(
            summary = "Its versions, oldest first: the newest " + Definition.TEMPLATE_VERSIONS
                    + " texts that were in force; all messages take the last one")
    @GetMapping("/versions")
    VersionList versions(@PathVariable String id) {
        return versions.of(DefinitionKey.template(id));
    }

    @Operation(summary = "A version's document, as JSON or YAML")
    @GetMapping(
            path = "/versions/{version}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> version(
            @PathVariable String id,
            @PathVariable String version,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request) {
        Definition definition = definitions.existing(DefinitionKey.template(id));
        return DocumentForm.answer(
                Versions.document(definition, version, caller), definition.revision(), List.of(), request);
    }

    @Operation(summary = "Where two versions differ")
    @GetMapping("/versions/{a}/diff/{b}")
    Differences diff(
            @PathVariable String id,
            @PathVariable String a,
            @PathVariable String b,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return versions.between(definitions.existing(DefinitionKey.template(id)), a, b, caller);
    }

    @Operation(summary = "Brings an older text back as the next version: {version}")
    @PostMapping("/revert")
    ResponseEntity<Summary> revert(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        int version = json.number("version");
        json.close();
        Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), definitions.newest());
        Written older = Written.of(Versions.document(definition, String.valueOf(version), caller));
        return saving.inForce(id, older, ifMatch, caller);
    }
}
