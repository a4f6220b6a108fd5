package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was published of a journey. Where a version is named, {@code draft} names the draft. */
@RestController
@RequestMapping("/api/journeys/{id}/versions")
@Tag(name = "journeys")
final class VersionController {
    private final DefinitionWriting definitions;
    private final JsonMapper json;

    VersionController(DefinitionWriting definitions, JsonMapper json) {
        this.definitions = definitions;
        this.json = json;
    }

    /** @param author of the document */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionView(int version, Instant publishedAt, String publisher, String author, String inFlight) {
        static VersionView of(Version version) {
            return new VersionView(
                    version.number(),
                    version.at(),
                    version.publisher(),
                    version.document().author(),
                    version.inFlight().name().toLowerCase(Locale.ROOT));
        }
    }

    @Operation(summary = "Its versions, oldest first")
    @GetMapping
    Map<String, List<VersionView>> versions(@PathVariable String id) {
        return Map.of(
                "items",
                definitions.existing(DefinitionKey.journey(id)).versions().stream()
                        .map(VersionView::of)
                        .toList());
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
        return DocumentForm.answer(document(definition, version, caller), definition.revision(), List.of(), request);
    }

    @Operation(summary = "Where two versions differ")
    @GetMapping("/{a}/diff/{b}")
    Map<String, List<Difference>> diff(
            @PathVariable String id,
            @PathVariable String a,
            @PathVariable String b,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        Definition definition = definitions.existing(DefinitionKey.journey(id));
        return Map.of(
                "changes",
                Difference.between(tree(document(definition, a, caller), a), tree(document(definition, b, caller), b)));
    }

    private JsonNode tree(Document document, String version) {
        try {
            return json.readTree(document.json());
        } catch (JacksonException e) { // the log may hold anything
            throw ProblemException.faults(List.of(new Fault(version, "is not JSON")));
        }
    }

    private static Document document(Definition definition, String name, Caller caller) {
        Optional<Document> document = name.equals("draft")
                ? Optional.ofNullable(definition.document())
                : definition.versions().stream()
                        .filter(version -> String.valueOf(version.number()).equals(name))
                        .map(Version::document)
                        .findFirst();
        return document.filter(found -> DefinitionShops.isVisible(found, caller))
                .orElseThrow(() -> ProblemException.notFound("version " + name));
    }
}
