package dev.vestnik.engine.support;

import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The codes that a customer has: for the checkout, and for support. */
@RestController
@Tag(name = "offers")
final class CustomerOffersController {
    private final CustomerQueries queries;
    private final OwnerLookup owned;
    private final InstantSource clock;

    CustomerOffersController(CustomerQueries queries, OwnerLookup owned, InstantSource clock) {
        this.queries = queries;
        this.owned = owned;
        this.clock = clock;
    }

    @Operation(summary = "The codes that a customer was given, the newest first", description = """
                    `held`: to be shown and redeemed. `pending`: the message that tells it is not out yet, and the code may still go back. \
                    `redeemed`, `expired`: for 90 days more.""")
    @ApiResponse(
            responseCode = "200",
            description = "the codes",
            content = @Content(schema = @Schema(implementation = CustomerOffersView.class)))
    @GetMapping("/api/customers/{id}/offers")
    ResponseEntity<?> offers(
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
                state -> ResponseEntity.ok(CustomerOffersView.of(state, clock.instant())));
    }
}
