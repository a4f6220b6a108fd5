package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is held of a customer, for the customer. */
@RestController
@Tag(name = "customers")
final class ExportController {
    private static final String WHAT = "customer of this id";

    /**
     * All that is held.
     *
     * @param state in the engine's own words, every part of it
     * @param timeline what was decided, newest first
     * @param elsewhere owners that know something of customers, not of whom
     * @param topics with records that are there until their time is over
     */
    record Export(
            String shop,
            String customerId,
            Instant exportedAt,
            JsonNode state,
            List<TimelineView.Entry> timeline,
            List<Holdings.Elsewhere> elsewhere,
            List<Holdings.Kept> topics) {}

    private final CustomerQueries queries;
    private final OwnerLookup owned;
    private final InstantSource clock;
    private final JsonMapper json;

    ExportController(CustomerQueries queries, OwnerLookup owned, InstantSource clock, JsonMapper json) {
        this.queries = queries;
        this.owned = owned;
        this.clock = clock;
        this.json = json.rebuild()
                .changeDefaultVisibility(all -> all.withIsGetterVisibility(Visibility.NONE))
                .build();
    }

    @Operation(
            summary = "Everything that is held of a customer",
            description =
                    "The state with all its parts, the timeline, and what other owners and topics may have. Contacts are in clear.")
    @ApiResponse(
            responseCode = "200",
            description = "the export",
            content = @Content(schema = @Schema(implementation = ExportController.Export.class)))
    @GetMapping("/api/customers/{id}/export")
    ResponseEntity<?> export(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey key = Customers.key(shop, id, caller);
        return owned.answer(queries.timeline(key), request, WHAT, timeline -> ResponseEntity.ok(export(key, timeline)));
    }

    private Export export(CustomerKey customer, List<TimelineEntry> timeline) {
        CustomerState state = PeerForwarding.here(queries.customer(customer), CustomerState.NEW);
        return new Export(
                customer.shop(),
                customer.customerId(),
                clock.instant(),
                json.valueToTree(state),
                timeline.stream().map(TimelineView::entry).toList(),
                Holdings.elsewhere(),
                Holdings.topics());
    }
}
