package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import dev.vestnik.service.access.AccessTable.Row;
import dev.vestnik.service.problem.Problem;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;

/** Tells callers by their keys, and refuses those without a key or without the role. */
final class Doorkeeper {
    private final ApiKeys keys;
    private final WrongKeys wrongKeys;
    private final AccessMetrics metrics;
    private final InstantSource clock;

    Doorkeeper(SecuritySettings settings, AccessMetrics metrics, InstantSource clock) {
        this.keys = new ApiKeys(settings);
        this.wrongKeys = new WrongKeys(settings.wrongKeys());
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @throws ErrorResponseException 401, 403 or 429 */
    Caller caller(ServerHttpRequest request, Row row) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Optional<Caller> caller = keys.caller(authorization);
        if (caller.isEmpty()) {
            throw unknown(authorization, request.getRemoteAddress());
        }
        if (row.roles().stream().noneMatch(caller.get()::is)) {
            metrics.refused(Reason.ROLE);
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "this takes the role " + words(row.roles()) + ", and the key \""
                            + caller.get().name() + "\" has "
                            + words(caller.get().roles()));
        }
        return caller.get();
    }

    private static String words(Iterable<Role> roles) {
        TreeSet<Role> sorted = new TreeSet<>();
        roles.forEach(sorted::add);
        return sorted.stream()
                .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    private ErrorResponseException unknown(@Nullable String authorization, @Nullable InetSocketAddress from) {
        if (authorization == null) {
            metrics.refused(Reason.NO_KEY);
            return unauthorized("a key is needed: Authorization: Bearer KEY");
        }
        Duration wait = wrongKeys.wrong(from == null ? null : from.getAddress(), clock.instant());
        if (wait.isZero()) {
            metrics.refused(Reason.WRONG_KEY);
            return unauthorized("this key is not valid; it goes as Authorization: Bearer KEY");
        }
        metrics.refused(Reason.TOO_MANY_WRONG_KEYS);
        ErrorResponseException limited = Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too many wrong keys came from this address; a right one is still taken",
                HttpHeaders.RETRY_AFTER,
                String.valueOf(wait.toSeconds() + 1));
        limited.getHeaders().set(HttpHeaders.CONNECTION, "close");
        return limited;
    }

    private static ErrorResponseException unauthorized(String detail) {
        return Problem.of(HttpStatus.UNAUTHORIZED, detail, HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
