package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers' consents: their "yes" and "no". */
@RestController
@RequestMapping("/api/customers/{id}")
@Tag(name = "customers")
final class ConsentController {
    private final CustomerEvents events;
    private final AppliedConsents applied;
    private final ConsentTopics topics;
    private final CustomerQueries queries;
    private final PeerForwarding forwarding;
    private final InstantSource clock;

    ConsentController(
            CustomerEvents events,
            AppliedConsents applied,
            ConsentTopics topics,
            CustomerQueries queries,
            PeerForwarding forwarding,
            InstantSource clock) {
        this.events = events;
        this.applied = applied;
        this.topics = topics;
        this.queries = queries;
        this.forwarding = forwarding;
        this.clock = clock;
    }

    /**
     * The result of recording consents.
     *
     * @param applied whether they count already; if not, in a moment
     * @param warnings of what was taken and is probably not meant; absent: none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Recorded(int accepted, boolean applied, List<Warning> warnings) {}

    @Operation(summary = "Records consents: [{channel, topic?, granted, source, evidence?}]")
    @ApiResponse(
            responseCode = "202",
            description = "they are recorded",
            content = @Content(schema = @Schema(implementation = Recorded.class)))
    @PutMapping("/consents")
    ResponseEntity<?> consents(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey key = Customers.key(shop, id, caller);
        List<Consent> consents = ConsentRequest.read(body, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (queries.customer(key) instanceof Lookup.Elsewhere<?>(String hostPort)
                && !PeerForwarding.isForwarded(request)) {
            return forwarding.forward(hostPort, request, body);
        }
        for (Consent consent : consents) {
            events.consent(key, consent);
        }
        return ResponseEntity.accepted()
                .body(new Recorded(consents.size(), applied.await(key, consents), topics.warnings(shop, consents)));
    }
}
