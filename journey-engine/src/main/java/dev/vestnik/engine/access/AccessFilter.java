package dev.vestnik.engine.access;

import dev.vestnik.engine.access.AccessRules.Rule;
import dev.vestnik.engine.problem.ProblemWriter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in who has a key with a role for it; tells the handlers who it is. */
final class AccessFilter implements WebFilter, Ordered {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final ApiKeys keys;
    private final ProblemWriter problems;

    AccessFilter(ApiKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<Rule> rule = AccessRules.of(decoded(exchange));
        if (rule.isPresent() && rule.get().open()) {
            return chain.filter(exchange);
        }
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Optional<Caller> caller = keys.caller(authorization);
        if (caller.isEmpty()) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            String problem = authorization == null
                    ? "a key is needed: Authorization: Bearer KEY"
                    : "this key is not valid; it goes as Authorization: Bearer KEY";
            return problems.write(exchange, HttpStatus.UNAUTHORIZED, problem);
        }
        if (rule.isEmpty()) {
            return problems.write(exchange, HttpStatus.NOT_FOUND, ProblemWriter.NOTHING_HERE);
        }
        if (!rule.get().allows(caller.get().roles(), reads(exchange))) {
            return problems.write(exchange, HttpStatus.FORBIDDEN, "no role of this key allows that");
        }
        exchange.getAttributes().put(Caller.ATTRIBUTE, caller.get());
        return chain.filter(exchange);
    }

    private static boolean reads(ServerWebExchange exchange) {
        return READING.contains(exchange.getRequest().getMethod());
    }

    /** Handlers are found by decoded segments, so that is what the rules have to look at. */
    private static String decoded(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().elements().stream()
                .map(element -> element instanceof PathSegment segment ? segment.valueToMatch() : element.value())
                .collect(Collectors.joining());
    }
}
