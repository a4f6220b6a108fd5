package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Checking.SoundDocument;
import dev.vestnik.engine.authoring.SavedDocuments.Saving;
import dev.vestnik.engine.definitions.LogSnapshot;
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
    private final SavedDocuments segments;

    SegmentController(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
        this.segments = new SavedDocuments(new Listing(definitions, Kind.SEGMENT, Summary::ofSettings));
    }

    @Operation(summary = "All segments by id, a page at a time")
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return segments.page(cursor, limit, caller);
    }

    @Operation(summary = "The segment, as JSON or YAML; its revision is the ETag")
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> segment(@PathVariable String id, ServerHttpRequest request) {
        return segments.document(id, request);
    }

    @Operation(summary = "Saves a segment (JSON or YAML), in force at once; 422 lists every fault")
    @PutMapping("/{id}")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        String text = Objects.requireNonNullElse(body, "");
        LogSnapshot newest = definitions.newest();
        SoundDocument sound = checking.segment(text);
        return segments.put(new Saving(id, ifMatch, caller), sound, text, newest);
    }
}
