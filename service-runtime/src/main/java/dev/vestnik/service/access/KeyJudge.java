package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** Tells callers by their keys. */
final class KeyJudge implements ReactiveAuthenticationManager {
    private final ApiKeys keys;

    KeyJudge(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication credential) {
        if (!(credential instanceof BearerTokenAuthenticationToken bearer)) {
            return Mono.just(credential); // nobody needs one
        }
        return keys.caller(bearer.getToken())
                .<Mono<Authentication>>map(caller -> Mono.just(new CallerAuthentication(caller)))
                .orElseGet(() -> Mono.error(new UntrustedException(
                        Reason.WRONG_KEY, true, "this key is not valid; it goes as Authorization: Bearer KEY")));
    }
}
