package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.Request.Resolution;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Lists the instances that failed and are parked, and lets them go on or ends them. */
@RestController
@Tag(name = "stuck")
final class StuckController {
    private static final int MOST = 200;
    private static final String WHAT = "stuck instance of this id";

    /** The state of an instance after a request about it. */
    record Resolved(String instance, String state) {}

    private final CustomerQueries queries;
    private final StuckInstances stuck;
    private final OwnerLookup owned;
    private final Asking asking;
    private final JsonMapper json;

    StuckController(CustomerQueries queries, StuckInstances stuck, OwnerLookup owned, Asking asking, JsonMapper json) {
        this.queries = queries;
        this.stuck = stuck;
        this.owned = owned;
        this.asking = asking;
        this.json = json;
    }

    @Operation(summary = "Instances that failed and are parked, by customer, with what failed")
    @GetMapping("/api/stuck")
    StuckInstances.Page all(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return stuck.everywhere(cursor, checked(limit, MOST), caller, authorization);
    }

    @Hidden
    @GetMapping("/internal/stuck")
    List<StuckView> here(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return stuck.here(cursor, checked(limit, MOST + 1), caller); // a peer looks for one more
    }

    private static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw ProblemException.faults(List.of(new Fault("limit", "must be 1 to " + most)));
        }
        return limit;
    }

    @Operation(summary = "Lets a stuck instance go on from where it failed, once the cause is mended")
    @ApiResponse(
            responseCode = "200",
            description = "it is done",
            content = @Content(schema = @Schema(implementation = StuckController.Resolved.class)))
    @ApiResponse(
            responseCode = "202",
            description = "no answer yet; the request stands",
            content = @Content(schema = @Schema(implementation = PendingAsk.class)))
    @PostMapping("/api/stuck/{instance}/retry")
    ResponseEntity<?> retry(
            @PathVariable UUID instance,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        return resolve(instance, Resolution.RETRY, caller, request);
    }

    @Operation(summary = "Ends a stuck instance; messages that no gateway has yet are taken back")
    @ApiResponse(
            responseCode = "200",
            description = "it is done",
            content = @Content(schema = @Schema(implementation = StuckController.Resolved.class)))
    @ApiResponse(
            responseCode = "202",
            description = "no answer yet; the request stands",
            content = @Content(schema = @Schema(implementation = PendingAsk.class)))
    @PostMapping("/api/stuck/{instance}/end")
    ResponseEntity<?> end(
            @PathVariable UUID instance,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        return resolve(instance, Resolution.END, caller, request);
    }

    private ResponseEntity<?> resolve(UUID instance, Resolution resolution, Caller caller, ServerHttpRequest request)
            throws InterruptedException {
        Lookup<CustomerKey> customer = queries.customerOfParked(instance);
        if (!(customer instanceof Lookup.Found<CustomerKey>(CustomerKey key))) {
            return owned.answer(
                    customer, request, WHAT, found -> ResponseEntity.ok().build());
        }
        if (!caller.worksFor(key.shop())) {
            throw ProblemException.notFound(WHAT);
        }
        String askId = UUID.randomUUID().toString();
        return asking.ask(askId, key, new Request.ResolveStuck(instance, resolution, caller.name()))
                .map(this::answered)
                .orElseGet(() -> ResponseEntity.accepted().body(new PendingAsk(askId)));
    }

    private ResponseEntity<?> answered(OwnerReply answer) {
        return switch (answer) {
            case OwnerReply.Granted(String result) -> ResponseEntity.ok(json.readTree(result));
            case OwnerReply.Refused(String reason, String detail) ->
                throw ProblemException.of(HttpStatus.CONFLICT, detail).with("reason", reason);
        };
    }
}
