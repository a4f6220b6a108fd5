package dev.vestnik.engine.peers;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Hands a request on to the instance that can answer it, and its answer back. Blocks. The caller's key goes with it, since the other
 * instance has to judge the caller as this one did; so it goes to members of the group alone, as Kafka has them at that moment, and
 * never where an answer redirects. Every client that may join the engines' group in Kafka is trusted with keys.
 */
public final class PeerForwarding {
    static final String FORWARDED = "X-Vestnik-Forwarded";

    /** A request about what came along with a visitor is handed on once more, from the visitor's instance to that of this customer. */
    static final String CUSTOMER = "X-Vestnik-Customer";

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final List<String> ON =
            List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE, "Idempotency-Key");
    private static final List<String> BACK = List.of(
            HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION, HttpHeaders.WWW_AUTHENTICATE);

    private final PeerWire wire;
    private final CustomerQueries queries;

    PeerForwarding(PeerWire wire, CustomerQueries queries) {
        this.wire = wire;
        this.queries = queries;
    }

    /** Whether somebody has handed this request on already: it is not handed on again. */
    public static boolean isForwarded(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(FORWARDED);
    }

    /**
     * The customer whom the instance that has handed this request on has found for it; null where it has found none. Whoever makes the
     * header up learns no more than of the customer by name.
     */
    public static @Nullable CustomerKey found(ServerHttpRequest request) {
        String found = request.getHeaders().getFirst(CUSTOMER);
        try {
            return found == null ? null : CustomerKey.parse(URLDecoder.decode(found, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * @param hostPort of the instance that can answer
     * @throws ProblemException 503 when it was handed on already or that is no live instance (the customers are moving), or when the
     *     instance does not answer
     */
    public ResponseEntity<byte[]> forward(String hostPort, ServerHttpRequest request, @Nullable String body)
            throws InterruptedException {
        if (isForwarded(request)) {
            throw moving();
        }
        return send(hostPort, on(hostPort, request, body));
    }

    /**
     * Hands a request without a body on to the instance of the customer whom this one has found for it, also where this one got it from
     * another.
     *
     * @throws ProblemException as {@link #forward}
     */
    public ResponseEntity<byte[]> forwardTo(CustomerKey found, String hostPort, ServerHttpRequest request)
            throws InterruptedException {
        if (request.getHeaders().containsHeader(CUSTOMER)) {
            throw moving();
        }
        String customer = URLEncoder.encode(found.toString(), StandardCharsets.UTF_8);
        return send(hostPort, on(hostPort, request, null).header(CUSTOMER, customer));
    }

    private ResponseEntity<byte[]> send(String hostPort, HttpRequest.Builder on) throws InterruptedException {
        if (!isLive(hostPort)) {
            throw moving();
        }
        try {
            return back(wire.http().send(on.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw ProblemException.tryAgain(2, "the instance that has this customer does not answer");
        }
    }

    private boolean isLive(String hostPort) {
        return queries.hosts() instanceof Lookup.Found<Set<String>>(Set<String> hosts) && hosts.contains(hostPort);
    }

    /** 503: Kafka Streams is settling right now which instance has which customers. */
    public static ProblemException moving() {
        return ProblemException.tryAgain(2, "the customers are moving between instances; try again");
    }

    /**
     * The value of a question that this instance has to answer itself, for example beside one that it has answered.
     *
     * @param none stands for what is not there
     * @throws ProblemException 503 where it cannot tell now
     */
    public static <T> T here(Lookup<T> lookup, T none) {
        return switch (lookup) {
            case Lookup.Found<T>(T value) -> value;
            case Lookup.NotFound<T> absent -> none;
            case Lookup.Elsewhere<T> elsewhere -> throw moving();
            case Lookup.Rebalancing<T> rebalancing -> throw moving();
        };
    }

    private HttpRequest.Builder on(String hostPort, ServerHttpRequest request, @Nullable String body) {
        String query = request.getURI().getRawQuery();
        URI uri = wire.at(hostPort, request.getURI().getRawPath() + (query == null ? "" : "?" + query));
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder on = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header(FORWARDED, "1")
                .method(request.getMethod().name(), content);
        for (String name : ON) {
            String value = request.getHeaders().getFirst(name);
            if (value != null) {
                on.header(name, value);
            }
        }
        return on;
    }

    private static ResponseEntity<byte[]> back(HttpResponse<byte[]> answer) {
        ResponseEntity.BodyBuilder back = ResponseEntity.status(answer.statusCode());
        BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> back.header(name, value)));
        return back.body(answer.body());
    }
}
