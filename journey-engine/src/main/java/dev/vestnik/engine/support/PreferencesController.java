package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.service.link.PublicLink;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers {@code customer-pages}, which has no key: the customer's own link is the right to see and to change these few things. */
@RestController
@RequestMapping("/public/preferences/{token}")
@Tag(name = "preferences")
final class PreferencesController {
    private final PreferenceTokens tokens;
    private final CustomerQueries queries;
    private final OwnerLookup owned;
    private final ConsentTopics topics;
    private final CustomerEvents events;
    private final InstantSource clock;

    PreferencesController(
            PreferenceTokens tokens,
            CustomerQueries queries,
            OwnerLookup owned,
            ConsentTopics topics,
            CustomerEvents events,
            InstantSource clock) {
        this.tokens = tokens;
        this.queries = queries;
        this.owned = owned;
        this.topics = topics;
        this.events = events;
        this.clock = clock;
    }

    /** Says how many changes were recorded. */
    record Recorded(int accepted) {}

    @Operation(summary = "What the customer of this link gets")
    @ApiResponse(
            responseCode = "200",
            description = "the customer's choices",
            content = @Content(schema = @Schema(implementation = Preferences.class)))
    @GetMapping
    ResponseEntity<?> preferences(@PathVariable String token, @Parameter(hidden = true) ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey customer = customer(token);
        return owned.answer(
                queries.stored(customer),
                request,
                "customer of this link",
                state -> ResponseEntity.ok(Preferences.of(state, topics.of(customer.shop()))));
    }

    @Operation(summary = "Records what the customer of this link wants to get")
    @ApiResponse(
            responseCode = "202",
            description = "it is recorded",
            content = @Content(schema = @Schema(implementation = Recorded.class)))
    @PutMapping
    ResponseEntity<?> change(
            @PathVariable String token,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) ServerHttpRequest request)
            throws InterruptedException {
        CustomerKey customer = customer(token);
        PreferenceWish wish = PreferenceWish.read(body);
        return owned.answer(
                queries.stored(customer),
                new OwnerLookup.Question(request, body),
                "customer of this link",
                state -> recorded(customer, state, wish));
    }

    private ResponseEntity<?> recorded(CustomerKey customer, CustomerState state, PreferenceWish wish)
            throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SortedSet<String> known = topics.of(customer.shop());
        List<Consent> consents = wish.consents(state, known, now);
        for (Consent consent : consents) {
            events.consent(customer, consent);
        }
        Map<String, Object> attributes = wish.attributes(now);
        if (wish.locale() != null || !attributes.isEmpty()) {
            events.update(customer, now, wish.locale(), attributes);
        }
        return ResponseEntity.accepted().body(new Recorded(consents.size()));
    }

    private CustomerKey customer(String token) {
        PublicLink.Preferences link = tokens.read(token)
                .orElseThrow(() -> ProblemException.of(HttpStatus.NOT_FOUND, "this link is not one of ours"));
        return new CustomerKey(link.customer().shop(), link.customer().customerId());
    }
}
