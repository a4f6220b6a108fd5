package dev.vestnik.engine.support;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.support.OwnerLookup.Question;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Doing something for a customer. */
@RestController
@RequestMapping("/api/customers/{id}")
@Tag(name = "customers")
final class SupportController {
    private static final String WHAT = "customer of this id";

    /** A message that was made. */
    record Sent(String messageId, String channel) {}

    private final Erasing erasing;
    private final HandSending sending;
    private final CustomerQueries queries;
    private final OwnerLookup owned;
    private final JsonMapper json;

    SupportController(
            Erasing erasing, HandSending sending, CustomerQueries queries, OwnerLookup owned, JsonMapper json) {
        this.erasing = erasing;
        this.sending = sending;
        this.queries = queries;
        this.owned = owned;
        this.json = json;
    }

    /**
     * An erasure.
     *
     * @param erased whether it is done, wherever something was held; false: it stands, and nobody has said so in time
     * @param visitors whose keys had something of the customer
     * @param underWay messages that no gateway was known to have yet: they are taken back, but for those that a sender has in its hands
     * @param elsewhere owners that know something of customers, and what is left there
     * @param topics with records that are there until their time is over
     */
    record Erasure(
            boolean erased,
            List<String> visitors,
            long underWay,
            List<Holdings.Elsewhere> elsewhere,
            List<Holdings.Kept> topics) {}

    @Operation(
            summary = "Erases a customer: profile, consents, running journeys, history",
            description =
                    "It counts after all that was accepted before. A visitor who turned out to be a customer is refused: erase the customer.")
    @ApiResponse(
            responseCode = "200",
            description = "it is done, and committed",
            content = @Content(schema = @Schema(implementation = SupportController.Erasure.class)))
    @ApiResponse(
            responseCode = "202",
            description = "it stands, and nobody has said so in time",
            content = @Content(schema = @Schema(implementation = SupportController.Erasure.class)))
    @DeleteMapping
    ResponseEntity<?> erase(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey key = Customers.key(shop, id, caller);
        return owned.answer(queries.timeline(key), new Question(request, null), WHAT, found -> erased(key));
    }

    private ResponseEntity<?> erased(CustomerKey key) throws InterruptedException {
        CustomerState state = PeerForwarding.here(queries.customer(key), CustomerState.NEW);
        String movedTo = CustomerView.movedTo(state);
        if (movedTo != null) {
            throw ProblemException.of(HttpStatus.CONFLICT, "this visitor is a customer: erase that one")
                    .with("customerId", movedTo);
        }
        boolean erased = erasing.erase(key);
        Erasure answer = new Erasure(
                erased,
                state.ties().visitors().stream().map(CustomerKey::customerId).toList(),
                state.messages().stream().filter(Outstanding::open).count(),
                Holdings.elsewhere(),
                Holdings.topics());
        return ResponseEntity.status(erased ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(answer);
    }

    @Operation(summary = "A message by hand: {template, channels, class?, topic?, variables?}", description = """
                    Texts read `variables` as `event` and as `context`; a map under one of these names is for it alone. A request with the same \
                    Idempotency-Key gets the same answer; one that was refused may be corrected and sent again under it.""")
    @ApiResponse(
            responseCode = "201",
            description = "the message is made",
            content = @Content(schema = @Schema(implementation = SupportController.Sent.class)))
    @ApiResponse(
            responseCode = "202",
            description = "no answer yet; the request stands",
            content = @Content(schema = @Schema(implementation = PendingAsk.class)))
    @PostMapping("/messages")
    ResponseEntity<?> send(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        MessageRequest message = MessageRequest.read(Customers.key(shop, id, caller), body);
        sending.requireOfShop(message);
        return owned.answer(
                queries.timeline(message.customer()),
                new Question(request, body),
                WHAT,
                found -> sent(message, HandSending.askId(message.customer(), idempotencyKey), caller));
    }

    private ResponseEntity<?> sent(MessageRequest message, String askId, Caller caller) throws InterruptedException {
        Optional<OwnerReply> answer = sending.send(askId, message, caller.name());
        return answer.map(this::answered)
                .orElseGet(() -> ResponseEntity.accepted().body(new PendingAsk(askId)));
    }

    private ResponseEntity<?> answered(OwnerReply answer) {
        return switch (answer) {
            case OwnerReply.Granted(String result) ->
                ResponseEntity.status(HttpStatus.CREATED).body(json.readTree(result));
            case OwnerReply.Refused(String reason, String detail) ->
                throw ProblemException.of(HttpStatus.CONFLICT, detail).with("reason", reason);
        };
    }
}
