package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
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

/** Judges every call by the service's table: refuses those that are not in it; tells the handlers of the others who calls. */
final class AccessFilter implements WebFilter, Ordered {
    private final AccessTable table;
    private final @Nullable Doorkeeper doorkeeper;
    private final AccessMetrics metrics;

    /** @param doorkeeper null in a service that has no keys: all its calls are open */
    AccessFilter(AccessTable table, @Nullable Doorkeeper doorkeeper, AccessMetrics metrics) {
        this.table = table;
        this.doorkeeper = doorkeeper;
        this.metrics = metrics;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        try {
            admit(exchange);
        } catch (ErrorResponseException refusal) {
            return Mono.error(refusal);
        }
        return chain.filter(exchange);
    }

    private void admit(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        Paths.check(path);
        switch (table.find(request.getMethod(), path)) {
            case Verdict.Nothing() -> throw Problem.nothingHere();
            case Verdict.OtherMethods(Set<HttpMethod> methods) -> throw notAllowed(methods);
            case Verdict.Known known -> {
                if (!known.row().open()) {
                    judge(exchange, known);
                }
            }
        }
    }

    private void judge(ServerWebExchange exchange, Verdict.Known known) {
        if (doorkeeper == null) {
            throw new IllegalStateException("a service without keys has a call that takes one: " + known.row());
        }
        ServerHttpRequest request = exchange.getRequest();
        Caller caller = doorkeeper.caller(request, known.row());
        try {
            known.row()
                    .shops()
                    .check(new Call(caller, request.getMethod(), known.variables(), request.getQueryParams()));
        } catch (ErrorResponseException refusal) {
            metrics.refused(Reason.SHOP);
            throw refusal;
        }
        exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
    }

    private static ErrorResponseException notAllowed(Set<HttpMethod> methods) {
        String allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "this path takes " + allowed, HttpHeaders.ALLOW, allowed);
    }
}
