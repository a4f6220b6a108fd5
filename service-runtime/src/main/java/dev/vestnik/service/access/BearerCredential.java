package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the key or token out of {@code Authorization: Bearer ...}. A key may be any text, so Spring's own reader is too narrow. */
final class BearerCredential implements ServerAuthenticationConverter {
    private static final String SCHEME = "bearer ";

    private final @Nullable Authentication everybody;

    /** @param open whether everybody may call, with or without a credential */
    BearerCredential(boolean open) {
        this.everybody = open ? new CallerAuthentication(SecuritySettings.everybody()) : null;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        if (everybody != null) {
            return Mono.just(everybody);
        }
        String credential = of(exchange.getRequest());
        if (credential != null) {
            return Mono.just(new BearerTokenAuthenticationToken(credential));
        }
        return exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null
                ? Mono.empty()
                : Mono.error(new UntrustedException(Reason.WRONG_KEY, true, "a key goes as Authorization: Bearer KEY"));
    }

    /** Null where there is none. */
    static @Nullable String of(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String credential = authorization.substring(SCHEME.length()).strip();
        return credential.isEmpty() ? null : credential;
    }
}
