package dev.vestnik.engine.audit;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.service.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The calls that are audited, and what is said of them: those that change something, and those that look a person or a person's message
 * up. Bodies, addresses and values of parameters are never in an entry.
 */
final class AuditedCalls {
    /**
     * Under these everything is about persons. What instances ask each other anybody with a key of the role may ask too, and say of
     * themselves that they are one.
     */
    private static final List<String> OF_PEOPLE = List.of(
            "/api/customers",
            "/api/messages",
            "/api/tasks",
            "/api/stuck",
            "/api/dead-letters",
            "/internal/tasks",
            "/internal/stuck");

    /** Ends the calls that say whether a customer is in a segment. */
    private static final String MEMBERS = "/members";

    private static final String SIMULATIONS = "/api/simulations/";
    private static final String TIMELINES = "/timelines";
    private static final Set<String> PLAIN_PARAMETERS = Set.of("shop", "cursor", "limit");
    private static final String HANDED_ON = "handed on by another instance";
    private static final int LONGEST = 1_000;

    private AuditedCalls() {}

    static boolean isOne(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        return OF_PEOPLE.stream().anyMatch(path::startsWith)
                || path.startsWith("/api/segments/") && path.endsWith(MEMBERS)
                || path.startsWith(SIMULATIONS) && path.endsWith(TIMELINES)
                || path.startsWith("/api/") && !request.getMethod().equals(HttpMethod.GET);
    }

    /** Null where nobody is known to have called: the call was refused before. */
    static @Nullable AuditEntry entry(ServerWebExchange exchange, Instant now) {
        Caller caller = exchange.getAttribute(Caller.ATTRIBUTE);
        if (caller == null) {
            return null;
        }
        ServerHttpRequest request = exchange.getRequest();
        return AuditEntry.newBuilder()
                .setAt(now)
                .setCaller(shortened(caller.name()))
                .setRoles(caller.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList())
                .setCall(request.getMethod() + " " + pattern(exchange))
                .setShop(shop(exchange))
                .setSubject(subject(exchange))
                .setStatus(status(exchange))
                .setRevision(exchange.getResponse().getHeaders().getFirst(HttpHeaders.ETAG))
                .setDetail(detail(exchange))
                .build();
    }

    private static String pattern(ServerWebExchange exchange) {
        PathPattern pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "(refused before it was read)" : pattern.getPatternString();
    }

    private static @Nullable String subject(ServerWebExchange exchange) {
        Map<String, String> variables = exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null || variables.isEmpty() ? null : shortened(String.join(" ", variables.values()));
    }

    private static @Nullable String shop(ServerWebExchange exchange) {
        String said = exchange.getAttribute(AuditTrail.SHOP);
        return said != null ? said : exchange.getRequest().getQueryParams().getFirst("shop");
    }

    private static int status(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? 200 : status.value();
    }

    private static @Nullable String detail(ServerWebExchange exchange) {
        String said = exchange.getAttribute(AuditTrail.DETAIL);
        if (PeerForwarding.isForwarded(
                exchange.getRequest())) { // recorded there too: nobody evades the trail by a header
            return said == null ? HANDED_ON : shortened(said + "; " + HANDED_ON);
        }
        String parameters = exchange.getRequest().getQueryParams().keySet().stream()
                .filter(name -> !PLAIN_PARAMETERS.contains(name))
                .sorted()
                .collect(Collectors.joining(", "));
        return said != null ? shortened(said) : parameters.isEmpty() ? null : shortened("by " + parameters);
    }

    private static String shortened(String text) {
        return Objects.requireNonNull(text).length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
