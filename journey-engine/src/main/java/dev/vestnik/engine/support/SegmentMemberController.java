package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.audit.AuditTrail;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Whether a customer is in a segment, and why. */
@RestController
@Tag(name = "segments")
final class SegmentMemberController {
    /** Told to every role: the paths that say neither who nor where somebody is, nor what the shop has noted of them. */
    private static final Set<String> TOLD = Set.of(
            "now",
            "customer.locale",
            "customer.timezone",
            "customer.gender",
            "customer.journeys",
            "customer.sent",
            "customer.counters");

    private final CustomerQueries queries;
    private final OwnerLookup owned;
    private final DefinitionsLog log;
    private final Decider decider;
    private final InstantSource clock;

    SegmentMemberController(
            CustomerQueries queries, OwnerLookup owned, DefinitionsLog log, Decider decider, InstantSource clock) {
        this.queries = queries;
        this.owned = owned;
        this.log = log;
        this.decider = decider;
        this.clock = clock;
    }

    /**
     * @param problem why the condition cannot be computed, so that the customer is not in it
     * @param values that the condition reads, by their paths; empty where the customer has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Membership(String customer, boolean in, @Nullable String problem, Map<String, Object> values) {}

    @Operation(summary = "Whether the customer is in the segment now, with the values that decide")
    @ApiResponse(
            responseCode = "200",
            description = "yes or no",
            content = @Content(schema = @Schema(implementation = Membership.class)))
    @GetMapping("/api/segments/{id}/members")
    ResponseEntity<?> member(
            @PathVariable String id,
            @RequestParam String customer,
            @RequestParam(defaultValue = "main") String shop,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerWebExchange exchange)
            throws InterruptedException {
        CustomerKey key = Customers.key(shop, customer, caller);
        AuditTrail.looksAt(shop, customer, exchange);
        Definitions definitions = log.current();
        Segment segment = definitions.audiences().segment(id);
        if (segment == null) {
            throw ProblemException.notFound("segment of this id that can be used now");
        }
        return owned.answer(
                queries.customer(key),
                exchange.getRequest(),
                "customer of this id",
                state -> ResponseEntity.ok(membership(key, state, segment, caller.is(Role.SUPPORT))));
    }

    private Membership membership(CustomerKey customer, CustomerState state, Segment segment, boolean knows) {
        Instant now = clock.instant();
        Definitions definitions = log.current();
        Evaluation holds = decider.inSegment(customer, state, segment, definitions, now);
        Map<String, Object> values = new TreeMap<>(decider.segmentReads(customer, state, segment, definitions, now));
        if (!knows) {
            values.replaceAll((path, value) -> isTold(path) || value.equals("") ? value : "***");
        }
        return new Membership(
                customer.customerId(),
                holds.isTrue(),
                holds instanceof Evaluation.Failed(String problem) ? problem : null,
                values);
    }

    private static boolean isTold(String path) {
        return TOLD.stream().anyMatch(told -> path.equals(told) || path.startsWith(told + "."));
    }
}
