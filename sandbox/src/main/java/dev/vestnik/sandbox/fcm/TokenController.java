package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.device.IssuedTokens;
import dev.vestnik.sandbox.token.SignedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Google's token endpoint: changes an assertion that a service account signed (RFC 7523) into an access token. */
@RestController
final class TokenController {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    /** The audience that Google's library for Java names, whatever the account's token_uri says. */
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);
    private static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/firebase.messaging", "https://www.googleapis.com/auth/cloud-platform");

    private final ServiceAccount account;
    private final IssuedTokens tokens;
    private final InstantSource clock;

    TokenController(ServiceAccount account, IssuedTokens tokens, InstantSource clock) {
        this.account = account;
        this.tokens = tokens;
        this.clock = clock;
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> token(ServerWebExchange exchange) {
        return exchange.getFormData().map(this::answer);
    }

    private ResponseEntity<Map<String, Object>> answer(MultiValueMap<String, String> form) {
        if (!JWT_BEARER.equals(form.getFirst("grant_type"))) {
            return refused("unsupported_grant_type", "only " + JWT_BEARER);
        }
        String assertion = form.getFirst("assertion");
        SignedToken token =
                SignedToken.parse(assertion == null ? "" : assertion).orElse(null);
        if (token == null) {
            return refused("invalid_grant", "the assertion is not a JWT");
        }
        String fault = fault(token, clock.instant());
        if (fault != null) {
            return refused("invalid_grant", fault);
        }
        if (Stream.of(token.claim("scope").split(" ")).noneMatch(SCOPES::contains)) {
            return refused("invalid_scope", "ask for " + SCOPES.getFirst());
        }
        Map<String, Object> granted = new LinkedHashMap<>();
        granted.put("access_token", tokens.issue(clock.instant()));
        granted.put("expires_in", IssuedTokens.LIFE.toSeconds() - 1);
        granted.put("token_type", "Bearer");
        return ResponseEntity.ok(granted);
    }

    private @Nullable String fault(SignedToken token, Instant now) {
        Instant end = token.time("exp");
        Instant begin = token.time("iat");
        if (!token.claim("iss").equals(account.email())) {
            return "unknown account";
        }
        if (!token.claim("aud").equals(account.tokenUri())
                && !token.claim("aud").equals(GOOGLE)) {
            return "the assertion is meant for another audience than " + account.tokenUri();
        }
        if (!token.signedBy(account.publicKey(), SignedToken.Algorithm.RS256)) {
            return "invalid JWT signature";
        }
        boolean inTime = begin != null
                && end != null
                && end.isAfter(now.minus(CLOCKS_APART))
                && begin.isBefore(now.plus(CLOCKS_APART))
                && !end.isAfter(begin.plus(IssuedTokens.LIFE));
        return inTime ? null : "the assertion must be of now and for an hour at most: iat and exp";
    }

    private static ResponseEntity<Map<String, Object>> refused(String error, String why) {
        return ResponseEntity.status(HttpStatus.BAD_REQUEST).body(Map.of("error", error, "error_description", why));
    }
}
