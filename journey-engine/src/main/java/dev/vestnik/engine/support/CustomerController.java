package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading about a customer, on whichever instance. */
@RestController
@RequestMapping("/api/customers/{id}")
@Tag(name = "customers")
final class CustomerController {
    private static final int MOST = 200;

    private final CustomerQueries queries;
    private final OwnerLookup owned;

    CustomerController(CustomerQueries queries, OwnerLookup owned) {
        this.queries = queries;
        this.owned = owned;
    }

    @Operation(summary = "What is known of a customer; phones and e-mails are masked but for the role support")
    @ApiResponse(
            responseCode = "200",
            description = "the customer",
            content = @Content(schema = @Schema(implementation = CustomerView.class)))
    @GetMapping
    ResponseEntity<?> customer(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey key = Customers.key(shop, id, caller);
        return owned.answer(
                queries.customer(key),
                request,
                "customer of this id",
                state -> ResponseEntity.ok(CustomerView.of(key, state, caller.is(Role.SUPPORT))));
    }

    @Operation(summary = "What was decided about a customer and why, newest first; and what passed the customer by")
    @ApiResponse(
            responseCode = "200",
            description = "a page of decisions",
            content = @Content(schema = @Schema(implementation = TimelineView.class)))
    @GetMapping("/timeline")
    ResponseEntity<?> timeline(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable Integer cursor,
            @RequestParam(defaultValue = "50") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.faults(List.of(new Fault("limit", "must be 1 to " + MOST)));
        }
        CustomerKey key = Customers.key(shop, id, caller);
        return owned.answer(
                queries.timeline(key),
                request,
                "customer of this id",
                entries -> ResponseEntity.ok(TimelineView.page(entries, queries.passed(key), cursor, limit)));
    }
}
