package dev.vestnik.engine.support;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.verification.Contact;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Codes by which people show that an address is theirs: sending one, verifying what was said. */
@RestController
@RequestMapping("/api/codes")
@Tag(name = "codes")
final class CodesController {
    private static final String WHAT = "customer of this id";

    private final CustomerQueries queries;
    private final OwnerLookup owned;
    private final CodeAsking asking;
    private final DefinitionsLog definitions;

    CodesController(CustomerQueries queries, OwnerLookup owned, CodeAsking asking, DefinitionsLog definitions) {
        this.queries = queries;
        this.owned = owned;
        this.asking = asking;
        this.definitions = definitions;
    }

    /**
     * A code is on its way.
     *
     * @param tries how often a wrong one may be said
     * @param again from then on another message may be asked for
     */
    record SentCode(String outcome, String channel, Instant expiresAt, int tries, Instant again) {}

    /**
     * The answer to what a person typed.
     *
     * @param outcome {@code ok}, {@code wrong}, {@code expired}, {@code unknown}
     * @param tries how often a wrong one may still be said; null where it was not wrong
     */
    record Verified(String outcome, @Nullable Integer tries) {}

    /** The parts of a call. */
    private record Call(
            String shop, CodeRequest wanted, @Nullable String idempotencyKey) {}

    @Operation(summary = "Sends a code: {phone | email | customer, purpose, channels?, locale?}", description = """
        Made here and known to nobody else. With `customer` alone it goes to the first address that the customer has in the order of \
        `channels` (sms, email). Asked for again in the first half of its time it is the same code. 429 with Retry-After past a limit: \
        `limited-address`, `limited-country`, `limited-shop`; 409 `no-text` without the template account-code, `not-renderable`, `no-contact`.\
        """)
    @ApiResponse(
            responseCode = "200",
            description = "the code is on its way",
            content = @Content(schema = @Schema(implementation = SentCode.class)))
    @PostMapping
    ResponseEntity<?> send(
            @RequestParam(defaultValue = "main") String shop,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        Call call = new Call(shop, CodeRequest.sending(body, country(shop, caller)), idempotencyKey);
        return answer(call, new OwnerLookup.Question(request, body), profile -> {
            List<Contact> contacts = contacts(call.wanted(), profile);
            if (contacts.isEmpty()) {
                throw CodeAsking.notSent("no-contact");
            }
            String locale = call.wanted().locale();
            String own = locale == null && profile.fields().get("locale") instanceof String known ? known : locale;
            return ResponseEntity.ok(asking.send(shop, call.wanted(), contacts.getFirst(), own, call.idempotencyKey()));
        });
    }

    @Operation(
            summary = "Verifies what a person has said: {phone | email | customer, purpose, code}",
            description = """
                The outcome is `ok` once for a code: with the same Idempotency-Key again, else `unknown`. `wrong` says how many tries are left; with \
                none left no code is right any more.\
                """)
    @ApiResponse(
            responseCode = "200",
            description = "what it was",
            content = @Content(schema = @Schema(implementation = Verified.class)))
    @PostMapping("/verify")
    ResponseEntity<?> verify(
            @RequestParam(defaultValue = "main") String shop,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        Call call = new Call(shop, CodeRequest.verifying(body, country(shop, caller)), idempotencyKey);
        return answer(
                call,
                new OwnerLookup.Question(request, body),
                profile -> ResponseEntity.ok(
                        asking.verify(shop, call.wanted(), contacts(call.wanted(), profile), call.idempotencyKey())));
    }

    /** Where the address is said the customer need not be known here. */
    private ResponseEntity<?> answer(Call call, OwnerLookup.Question question, OwnerLookup.Answer<Profile> answer)
            throws InterruptedException {
        String customer = call.wanted().customer();
        if (call.wanted().to() != null || customer == null) {
            return answer.of(Profile.UNKNOWN);
        }
        return owned.answer(
                queries.customer(new CustomerKey(call.shop(), customer)),
                question,
                WHAT,
                (CustomerState state) -> answer.of(state.profile()));
    }

    private static List<Contact> contacts(CodeRequest wanted, Profile profile) {
        Contact to = wanted.to();
        return to == null ? wanted.addresses(profile) : List.of(to);
    }

    private @Nullable String country(String shop, Caller caller) {
        Customers.key(shop, "any", caller);
        Definitions known = definitions.snapshot().definitions();
        CodeAsking.require(known.level());
        return known.in(shop).shop().country();
    }
}
