package dev.vestnik.engine.peers;

import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks every other live instance the same thing, all at once. Blocks. */
public final class Peers {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final PeerWire wire;
    private final CustomerQueries queries;
    private final InstanceAddress address;
    private final JsonMapper json;

    Peers(PeerWire wire, CustomerQueries queries, InstanceAddress address, JsonMapper json) {
        this.wire = wire;
        this.queries = queries;
        this.address = address;
        this.json = json;
    }

    /**
     * The other live instances as {@code host:port}.
     *
     * @throws dev.vestnik.engine.problem.ProblemException 503 while nobody can tell
     */
    public Set<String> others() {
        if (!(queries.hosts() instanceof Lookup.Found<Set<String>>(Set<String> hosts))) {
            throw PeerForwarding.moving();
        }
        String own = address.hostPort().orElse("");
        return hosts.stream().filter(host -> !host.equals(own)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The answers of these instances to this GET. The caller's key goes with it, so only those are asked that are live at this moment: an
     * address that was an instance's a while ago may be somebody else's now.
     *
     * @param authorization of the call that makes us ask
     * @return by {@code host:port}; empty for one that does not answer or is not live any more
     */
    public Map<String, Optional<JsonNode>> ask(Set<String> hosts, String path, String authorization)
            throws InterruptedException {
        Set<String> live = others();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Optional<JsonNode>>> asked = new TreeMap<>();
            Map<String, Optional<JsonNode>> answers = new TreeMap<>();
            for (String host : hosts) {
                if (live.contains(host)) {
                    asked.put(host, calls.submit(() -> ask(host, path, authorization)));
                } else {
                    answers.put(host, Optional.empty());
                }
            }
            for (Map.Entry<String, Future<Optional<JsonNode>>> call : asked.entrySet()) {
                answers.put(call.getKey(), answer(Objects.requireNonNull(call.getValue())));
            }
            return answers;
        }
    }

    private static Optional<JsonNode> answer(Future<Optional<JsonNode>> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking a peer failed", e);
        }
    }

    private Optional<JsonNode> ask(String host, String path, String authorization) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(wire.at(host, path))
                .timeout(ANSWER)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .header(PeerForwarding.FORWARDED, "1")
                .build();
        try {
            HttpResponse<String> answer = wire.http().send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(json.readTree(answer.body())) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
