package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessTable.Verdict;
import dev.vestnik.service.problem.Problem;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses calls that are not in the service's table; tells the checks after it which call of the table the others are. */
final class AccessFilter implements WebFilter, Ordered {
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final String CALL = "vestnik.call";

    private final AccessTable table;

    AccessFilter(AccessTable table) {
        this.table = table;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    /** The table's row for a request; null where this filter has not seen it. */
    static Verdict.@Nullable Known known(ServerWebExchange exchange) {
        return exchange.getAttribute(CALL);
    }

    /** Whether everybody may make this call; false in doubt. */
    static boolean isOpen(ServerWebExchange exchange) {
        Verdict.Known known = known(exchange);
        return known != null && known.row().open();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        try {
            exchange.getAttributes().put(CALL, find(exchange.getRequest()));
        } catch (ErrorResponseException refusal) {
            return Mono.error(refusal);
        }
        return chain.filter(exchange);
    }

    private Verdict.Known find(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        Paths.check(path);
        return switch (table.find(request.getMethod(), path)) {
            case Verdict.Nothing() -> throw Problem.nothingHere();
            case Verdict.OtherMethods(Set<HttpMethod> methods) -> throw notAllowed(methods);
            case Verdict.Known known -> known;
        };
    }

    private static ErrorResponseException notAllowed(Set<HttpMethod> methods) {
        String allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "this path takes " + allowed, HttpHeaders.ALLOW, allowed);
    }
}
