package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Checking.SoundSettings;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shop's settings. */
@RestController
@RequestMapping({"/api/settings", "/api/settings/shop"})
@Tag(name = "settings")
final class SettingsController {
    private final DefinitionWriting definitions;
    private final Checking checking;

    SettingsController(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
    }

    @Operation(summary = "Zone, locale and texts of the shop")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> settings(ServerHttpRequest request) {
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.SHOP_SETTINGS, snapshot);
        return DocumentForm.answer(
                Objects.requireNonNull(definition.document()),
                definition.revision(),
                Summary.problems(definition, snapshot),
                request);
    }

    @Operation(summary = "Changes them: {zone, locale, texts: {name, url, phone, ...}}")
    @PutMapping
    ResponseEntity<Summary> put(
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        String text = Objects.requireNonNullElse(body, "");
        SoundSettings document = checking.settings(text);
        Definition before = definitions.newest().all().state(DefinitionKey.SHOP_SETTINGS);
        Definition after = definitions.put(before, Written.of(document.toJson(), text), ifMatch, caller);
        return ResponseEntity.ok()
                .eTag(Preconditions.etag(after.revision()))
                .body(Summary.of(after, definitions.snapshot()).with(document.warnings()));
    }
}
