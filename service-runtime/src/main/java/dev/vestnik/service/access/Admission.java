package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import dev.vestnik.service.access.AccessTable.Row;
import dev.vestnik.service.access.AccessTable.Verdict;
import dev.vestnik.service.problem.Problem;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets callers make the calls that the table gives to their roles, for their shops, and tells the handlers who calls. */
final class Admission implements ReactiveAuthorizationManager<ServerWebExchange> {
    private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);

    private final Refusals refusals;
    private final AccessMetrics metrics;

    Admission(Refusals refusals, AccessMetrics metrics) {
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /** An error, which is a problem, where the caller may not, or is not known. */
    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, ServerWebExchange exchange) {
        return authentication
                .map(known -> {
                    admit(((CallerAuthentication) known).getPrincipal(), exchange);
                    return GRANTED;
                })
                .switchIfEmpty(Mono.error(refusals::nothingSent));
    }

    private void admit(Caller caller, ServerWebExchange exchange) {
        Verdict.Known call = AccessFilter.known(exchange);
        if (call == null) {
            throw new IllegalStateException("the table of calls was not asked");
        }
        requireRole(caller, call.row());
        requireShop(caller, call, exchange.getRequest());
        exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
    }

    private void requireRole(Caller caller, Row row) {
        if (row.roles().stream().noneMatch(caller::is)) {
            metrics.refused(Reason.ROLE);
            throw Refusals.notAllowed(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "this takes the role " + words(row.roles()) + ", and the caller \"" + caller.name() + "\" has "
                            + words(caller.roles())));
        }
    }

    private void requireShop(Caller caller, Verdict.Known call, ServerHttpRequest request) {
        try {
            call.row().shops().check(new Call(caller, request.getMethod(), call.variables(), request.getQueryParams()));
        } catch (ErrorResponseException refusal) {
            metrics.refused(Reason.SHOP);
            throw Refusals.notAllowed(refusal);
        }
    }

    private static String words(Iterable<Role> roles) {
        TreeSet<Role> sorted = new TreeSet<>();
        roles.forEach(sorted::add);
        return sorted.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or "));
    }
}
