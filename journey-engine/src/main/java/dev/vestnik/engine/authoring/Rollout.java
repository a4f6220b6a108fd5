package dev.vestnik.engine.authoring;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** What the other instances have to say about a change: whether they work with it, whom it concerns. Blocks. */
final class Rollout {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Peers peers;
    private final CustomerQueries queries;

    Rollout(Peers peers, CustomerQueries queries) {
        this.peers = peers;
        this.queries = queries;
    }

    /**
     * Whom a change concerns besides this instance; to be asked before it is made, so that none is made of which we could not say who
     * works with it. Who comes later has read the log first.
     *
     * @throws dev.vestnik.engine.problem.ProblemException 503 while nobody can tell
     */
    Set<String> others() {
        return peers.others();
    }

    /**
     * Waits a while until all of them work with this revision of a definition.
     *
     * @param authorization of the call that makes us ask
     * @return those that do not yet
     */
    Set<String> behind(Set<String> others, long revision, String authorization) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> behind = others;
        while (!behind.isEmpty()) {
            Set<String> still = new TreeSet<>();
            peers.ask(behind, "/internal/revision", authorization).forEach((host, answer) -> {
                if (revision(answer) < revision) {
                    still.add(host);
                }
            });
            behind = still;
            if (behind.isEmpty() || System.nanoTime() > deadline) {
                return behind;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return behind;
    }

    private static long revision(Optional<JsonNode> answer) {
        return answer.map(node -> node.path("revision").asLong(-1)).orElse(-1L);
    }

    /** How many customers are in this journey, by version, over all live instances; says who did not answer. */
    InFlightCount count(JourneyId journey, String authorization) throws InterruptedException {
        Map<Integer, Long> counts = new TreeMap<>(here(queries, journey));
        Set<String> silent = new TreeSet<>();
        peers.ask(peers.others(), "/internal/in-flight/" + journey, authorization)
                .forEach((host, answer) -> {
                    if (answer.isEmpty()) {
                        silent.add(host);
                    }
                    answer.ifPresent(node -> node.forEachEntry(
                            (version, count) -> counts.merge(Integer.valueOf(version), count.asLong(0), Long::sum)));
                });
        return new InFlightCount(counts, silent);
    }

    /** @throws dev.vestnik.engine.problem.ProblemException 503 while tasks move */
    static Map<Integer, Long> here(CustomerQueries queries, JourneyId journey) {
        if (queries.inFlight(journey) instanceof Lookup.Found<Map<Integer, Long>>(Map<Integer, Long> counts)) {
            return counts;
        }
        throw PeerForwarding.moving();
    }

    /** @param silent instances whose customers are not in the counts */
    record InFlightCount(Map<Integer, Long> byVersion, Set<String> silent) {}
}
