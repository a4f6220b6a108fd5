package dev.vestnik.service.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Picks the judge of a call's credential by its form: that of an issuer's token, or any other, which is a key's. */
final class CredentialJudges implements ReactiveAuthenticationManagerResolver<ServerWebExchange> {
    /** More than a request's head may have where nobody configures it. */
    static final int LONGEST_TOKEN = 8 << 10;

    /** JWS (RFC 7515) and JWE (RFC 7516) in their compact form. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+){2,4}+");

    private final Mono<ReactiveAuthenticationManager> keys;
    private final Mono<ReactiveAuthenticationManager> tokens;

    CredentialJudges(ReactiveAuthenticationManager keys, ReactiveAuthenticationManager tokens) {
        this.keys = Mono.just(keys);
        this.tokens = Mono.just(tokens);
    }

    @Override
    public Mono<ReactiveAuthenticationManager> resolve(ServerWebExchange exchange) {
        return isToken(BearerCredential.of(exchange.getRequest())) ? tokens : keys;
    }

    static boolean isToken(@Nullable String credential) {
        return credential != null
                && credential.length() <= LONGEST_TOKEN
                && TOKEN.matcher(credential).matches();
    }
}
