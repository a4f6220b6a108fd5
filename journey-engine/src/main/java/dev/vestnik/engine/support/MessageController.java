package dev.vestnik.engine.support;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Reading about one message. */
@RestController
@Tag(name = "messages")
final class MessageController {
    private static final String WHAT = "message of this id on any timeline: a timeline has the newest "
            + TimelineRing.ENTRIES
            + " decisions of its customer; GET /api/customers/{id}/explain?journey=&at= tells those about a journey for "
            + Topics.DECISIONS.retention().toDays() + " days";

    private final CustomerQueries queries;
    private final OwnerLookup owned;

    MessageController(CustomerQueries queries, OwnerLookup owned) {
        this.queries = queries;
        this.owned = owned;
    }

    @Operation(summary = "What a message is, why it was sent or not, and every receipt")
    @ApiResponse(
            responseCode = "200",
            description = "the message",
            content = @Content(schema = @Schema(implementation = MessageView.class)))
    @GetMapping("/api/messages/{messageId}")
    ResponseEntity<?> message(
            @PathVariable UUID messageId,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey known = PeerForwarding.found(request);
        Lookup<CustomerKey> customer = known == null ? queries.customerOf(messageId) : new Lookup.Found<>(known);
        if (!(customer instanceof Lookup.Found<CustomerKey>(CustomerKey key))) {
            return owned.answer(
                    customer, request, WHAT, found -> ResponseEntity.ok().build());
        }
        if (!caller.worksFor(key.shop())) {
            throw ProblemException.notFound(WHAT);
        }
        OwnerLookup.Question question = new OwnerLookup.Question(request, null, key);
        return owned.answer(queries.timeline(key), question, WHAT, entries -> view(messageId, key, entries));
    }

    private static ResponseEntity<?> view(UUID message, CustomerKey customer, List<TimelineEntry> entries) {
        return ResponseEntity.ok(
                MessageView.of(message, customer, entries).orElseThrow(() -> ProblemException.notFound(WHAT)));
    }
}
