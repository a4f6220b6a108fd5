package dev.vestnik.engine.support;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
    private final CustomerEvents events;
    private final AppliedConsents applied;
    private final HandSending sending;
    private final CustomerQueries queries;
    private final PeerForwarding forwarding;
    private final InstantSource clock;
    private final JsonMapper json;

    SupportController(
            CustomerEvents events,
            AppliedConsents applied,
            HandSending sending,
            CustomerQueries queries,
            PeerForwarding forwarding,
            InstantSource clock,
            JsonMapper json) {
        this.events = events;
        this.applied = applied;
        this.sending = sending;
        this.queries = queries;
        this.forwarding = forwarding;
        this.clock = clock;
        this.json = json;
    }

    @Operation(summary = "Records consents: [{channel, topic?, granted, source, evidence?}]")
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
                .body(Map.of("accepted", consents.size(), "applied", applied.await(key, consents)));
    }

    @Operation(summary = "Erases a customer: profile, consents, running journeys, history")
    @DeleteMapping
    ResponseEntity<?> erase(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        events.erasure(Customers.key(shop, id, caller));
        return ResponseEntity.accepted().build();
    }

    @Operation(summary = "A message by hand: {template, channels, class?, topic?, variables?}")
    @PostMapping("/messages")
    ResponseEntity<?> send(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        MessageRequest message = MessageRequest.read(Customers.key(shop, id, caller), body);
        String askId = HandSending.askId(message.customer(), idempotencyKey);
        Optional<OwnerReply> answer = sending.send(askId, message, caller.name());
        return answer.map(this::answered)
                .orElseGet(() -> ResponseEntity.accepted().body(Map.of("askId", askId)));
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
