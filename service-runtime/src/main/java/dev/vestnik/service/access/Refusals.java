package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import dev.vestnik.service.problem.Problem;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns every no of the checks into a problem, with {@code WWW-Authenticate} (RFC 6750, §3) where another credential would help; the
 * service answers it like any other.
 */
final class Refusals implements ServerAuthenticationEntryPoint {
    private static final String SCHEME = "Bearer";
    private static final String INVALID = SCHEME + " error=\"invalid_token\"";

    private final WrongKeys wrongKeys;
    private final AccessMetrics metrics;
    private final InstantSource clock;

    Refusals(SecuritySettings settings, AccessMetrics metrics, InstantSource clock) {
        this.wrongKeys = new WrongKeys(settings.wrongKeys());
        this.metrics = metrics;
        this.clock = clock;
    }

    /** 401 or 429. */
    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException no) {
        if (!(no instanceof UntrustedException untrusted)) {
            return Mono.error(nothingSent());
        }
        Duration wait = untrusted.isGuessed() ? attempt(exchange) : Duration.ZERO;
        if (!wait.isZero()) {
            metrics.refused(Reason.TOO_MANY_WRONG_KEYS);
            return Mono.error(tooMany(wait));
        }
        metrics.refused(untrusted.reason());
        String challenge = untrusted.reason() == Reason.WRONG_TOKEN ? INVALID : SCHEME;
        return Mono.error(unauthorized(String.valueOf(no.getMessage()), challenge));
    }

    private Duration attempt(ServerWebExchange exchange) {
        InetSocketAddress from = exchange.getRequest().getRemoteAddress();
        return wrongKeys.wrong(from == null ? null : from.getAddress(), clock.instant());
    }

    private static ErrorResponseException unauthorized(String detail, String challenge) {
        return Problem.of(HttpStatus.UNAUTHORIZED, detail, HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    private static ErrorResponseException tooMany(Duration wait) {
        ErrorResponseException limited = Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too many wrong keys came from this address; a right one is still taken",
                HttpHeaders.RETRY_AFTER,
                String.valueOf(wait.toSeconds() + 1));
        limited.getHeaders().set(HttpHeaders.CONNECTION, "close");
        return limited;
    }

    /** 401 for a call without a credential. */
    ErrorResponseException nothingSent() {
        metrics.refused(Reason.NO_KEY);
        return unauthorized("a key is needed: Authorization: Bearer KEY", SCHEME);
    }

    /** A rule's problem, which asks for another caller where it is a 403; where it is a 404 it tells nothing. */
    static ErrorResponseException notAllowed(ErrorResponseException problem) {
        if (problem.getStatusCode().value() == HttpStatus.FORBIDDEN.value()) {
            problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, SCHEME + " error=\"insufficient_scope\"");
        }
        return problem;
    }
}
