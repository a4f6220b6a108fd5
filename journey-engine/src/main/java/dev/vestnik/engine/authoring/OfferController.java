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

/** Offers: who may have a code, and how long it is good. The codes are with their pools. */
@RestController
@RequestMapping("/api/offers")
@Tag(name = "offers")
final class OfferController {
    private final DefinitionWriting definitions;
    private final Checking checking;
    private final SavedDocuments offers;

    OfferController(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
        this.offers = new SavedDocuments(new Listing(definitions, Kind.OFFER, Summary::ofSettings));
    }

    @Operation(summary = "All offers by id, a page at a time")
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return offers.page(cursor, limit, caller);
    }

    @Operation(summary = "The offer, as JSON or YAML; its revision is the ETag. How many codes there are: /stock")
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> offer(@PathVariable String id, ServerHttpRequest request) {
        return offers.document(id, request);
    }

    @Operation(
            summary =
                    "Saves an offer (JSON or YAML), in force at once for codes that are given from now on; 422 lists every fault")
    @PutMapping("/{id}")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        String text = Objects.requireNonNullElse(body, "");
        LogSnapshot newest = definitions.newest();
        SoundDocument sound = checking.offer(text);
        return offers.put(new Saving(id, ifMatch, caller), sound, text, newest);
    }
}
