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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The settings that were in force, the way back to them, and what holds for one shop. */
@RestController
@RequestMapping("/api/settings/shop")
@Tag(name = "settings")
final class SettingsVersionController {
    private final DefinitionWriting definitions;
    private final SettingsSaving saving;
    private final Versions versions;

    SettingsVersionController(DefinitionWriting definitions, SettingsSaving saving, Versions versions) {
        this.definitions = definitions;
        this.saving = saving;
        this.versions = versions;
    }

    @Operation(
            summary = "Their versions, oldest first: the newest " + Definition.TEMPLATE_VERSIONS
                    + " that were in force; the last one is")
    @GetMapping("/versions")
    VersionList versions() {
        return versions.of(DefinitionKey.SHOP_SETTINGS);
    }

    @Operation(summary = "A version's document, as JSON or YAML")
    @GetMapping(
            path = "/versions/{version}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> version(
            @PathVariable String version,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request) {
        Definition definition = definitions.existing(DefinitionKey.SHOP_SETTINGS);
        return DocumentForm.answer(
                Versions.document(definition, version, caller), definition.revision(), List.of(), request);
    }

    @Operation(summary = "Where two versions differ")
    @GetMapping("/versions/{a}/diff/{b}")
    Differences diff(
            @PathVariable String a,
            @PathVariable String b,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return versions.between(definitions.existing(DefinitionKey.SHOP_SETTINGS), a, b, caller);
    }

    @Operation(summary = "Brings older settings back as the next version: {version}")
    @PostMapping("/revert")
    ResponseEntity<Summary> revert(
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        int version = json.number("version");
        json.close();
        Definition definition = DefinitionWriting.existing(DefinitionKey.SHOP_SETTINGS, definitions.newest());
        return saving.inForce(
                Written.of(Versions.document(definition, String.valueOf(version), caller)), ifMatch, caller);
    }

    @Operation(
            summary =
                    "What holds for one shop, and where each of it is said: in perShop, for every shop, or nowhere (default)")
    @GetMapping("/effective")
    EffectiveSettings effective(@RequestParam(defaultValue = "main") String shop) {
        return EffectiveSettings.of(shop, definitions.snapshot());
    }
}
