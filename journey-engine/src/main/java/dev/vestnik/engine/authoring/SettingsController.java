package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings of the shops, one document. */
@RestController
@RequestMapping({"/api/settings", "/api/settings/shop"})
@Tag(name = "settings")
final class SettingsController {
    private final DefinitionWriting definitions;
    private final SettingsSaving saving;

    SettingsController(DefinitionWriting definitions, SettingsSaving saving) {
        this.definitions = definitions;
        this.saving = saving;
    }

    @Operation(summary = "The settings of all shops: the document as it was saved")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> settings(ServerHttpRequest request) {
        return DocumentForm.saved(DefinitionKey.SHOP_SETTINGS, definitions.snapshot(), request);
    }

    @Operation(
            summary =
                    "Changes them: {zone, locale, texts: {name, url, phone, ...}, perShop}; 422 lists every fault with its path")
    @PutMapping
    ResponseEntity<Summary> put(
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return saving.inForce(TemplateSaving.sent(body), ifMatch, caller);
    }
}
