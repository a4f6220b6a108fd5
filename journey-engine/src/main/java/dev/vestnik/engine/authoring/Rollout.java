package dev.vestnik.engine.authoring;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.StepCounts;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Asks the other instances about a change: whether they work with it, whom it concerns. Blocks. */
final class Rollout {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    /** Less than instances give each other for an answer. */
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    private final Peers peers;
    private final CustomerQueries queries;

    Rollout(Peers peers, CustomerQueries queries) {
        this.peers = peers;
        this.queries = queries;
    }

    /**
     * The instances besides this one that a change concerns; to be asked before it is made, so that none is made of which we could not
     * say who works with it. An instance that comes later has read the log first.
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

    /** The number of customers in this journey, over all live instances; says which instances did not answer. */
    InFlightCount count(JourneyId journey, String authorization) throws InterruptedException {
        Map<Integer, Map<String, Long>> counts = new TreeMap<>();
        add(counts, here(queries, journey).steps());
        Set<String> silent = new TreeSet<>();
        peers.ask(peers.others(), "/internal/in-flight/" + journey + "/steps", authorization)
                .forEach((host, answer) -> {
                    if (answer.isEmpty()) {
                        silent.add(host);
                    }
                    answer.ifPresent(node -> add(counts, steps(node)));
                });
        return new InFlightCount(new StepCounts(counts), silent);
    }

    private static Map<Integer, Map<String, Long>> steps(JsonNode answer) {
        Map<Integer, Map<String, Long>> steps = new TreeMap<>();
        answer.forEachEntry((version, counts) -> {
            Map<String, Long> ofVersion = new TreeMap<>();
            counts.forEachEntry((step, count) -> ofVersion.put(step, count.asLong(0)));
            steps.put(Integer.valueOf(version), ofVersion);
        });
        return steps;
    }

    private static void add(Map<Integer, Map<String, Long>> all, Map<Integer, Map<String, Long>> more) {
        more.forEach((version, counts) -> {
            Map<String, Long> ofVersion = all.computeIfAbsent(version, any -> new TreeMap<>());
            counts.forEach((step, count) -> ofVersion.merge(step, count, Long::sum));
        });
    }

    /**
     * Waits a moment while tasks move.
     *
     * @throws dev.vestnik.engine.problem.ProblemException 503 where they move for longer
     */
    static StepCounts here(CustomerQueries queries, JourneyId journey) throws InterruptedException {
        long deadline = System.nanoTime() + A_MOMENT.toNanos();
        while (true) {
            if (queries.inFlight(journey) instanceof Lookup.Found<StepCounts>(StepCounts standing)) {
                return standing;
            }
            if (System.nanoTime() - deadline > 0) {
                throw PeerForwarding.moving();
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    /** @param silent instances whose customers are not in the counts */
    record InFlightCount(StepCounts standing, Set<String> silent) {}
}
