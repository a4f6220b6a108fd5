package dev.vestnik.ingest.http;

import dev.vestnik.ingest.security.ApiKeys;
import dev.vestnik.ingest.security.ApiKeys.Verdict;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets nobody pass to the events without a key; health, metrics and the API's description are open. */
final class ApiKeyFilter implements WebFilter {
    private final ApiKeys keys;

    ApiKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/v1/")) {
            return chain.filter(exchange);
        }
        return switch (keys.check(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
            case Verdict.Known(var caller) -> {
                exchange.getAttributes().put(EventsController.CALLER, caller);
                yield chain.filter(exchange);
            }
            case Verdict.Unknown() -> {
                exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                yield refused(HttpStatus.UNAUTHORIZED, "send a valid API key: Authorization: Bearer KEY");
            }
            case Verdict.NotAllowed() -> refused(HttpStatus.FORBIDDEN, "this key has not the role shop");
        };
    }

    private static Mono<Void> refused(HttpStatus status, String reason) {
        return Mono.error(new ResponseStatusException(status, reason));
    }
}
